"""`sbtrack record`, in one line or by question and answer."""

import subprocess
import sys

LOADED = """
import sys
from sbtrack.locale.words import Words
assert Words("zh").text("the limit holds") == "限值要求得到满足"
print(*sorted(name.partition(".")[0] for name in sys.modules))
"""


def test_speaking_chinese_needs_only_the_standard_library() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, check=True)
    loaded = set(done.stdout.decode().split())
    assert loaded - set(sys.stdlib_module_names) <= {"__main__", "sbtrack", *_of_the_interpreter()}


def _of_the_interpreter() -> set[str]:
    """Return what is there before anything is imported: hooks of editable installs and the like."""
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, check=True
    )
    return {name.partition(".")[0] for name in bare.stdout.decode().split()}

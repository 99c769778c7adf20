"""What is copied from us is marked as a secret, so that clipboard histories leave it out, and is taken away at lock."""

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication

# KDE and those who follow it, macOS, and Windows' histories and cloud (native formats, by Qt's way to name them).
MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
}
_KDE = next(iter(MARKS))


class SecretClipboard(QObject):
    """Marks whatever this program puts on the clipboard, from now on until its owner goes."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        QGuiApplication.clipboard().dataChanged.connect(self._mark)

    def _mark(self) -> None:
        clipboard = QGuiApplication.clipboard()
        copied = clipboard.mimeData()
        if clipboard.ownsClipboard() and copied is not None and copied.hasText() and not copied.hasFormat(_KDE):
            marked = QMimeData()
            marked.setText(copied.text())
            for name, value in MARKS.items():
                marked.setData(name, value)
            clipboard.setMimeData(marked)


def clear_ours() -> None:
    """Take away what was copied or marked with the mouse here; what the person copied elsewhere is theirs."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)

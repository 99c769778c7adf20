"""The least that shows a window of the program's size."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1368, 768)
window.show()
sys.exit(app.exec())

"""The matrix: position × trivsel of a round."""

from opspor.desktop.pages.matrix.page import MatrixPage

__all__ = ["MatrixPage"]

"""The quiz language: from YAML text to a `Quiz`, or to diagnostics."""

from selfcheck.quiz.bank import Bank, BankReader
from selfcheck.quiz.model import Quiz
from selfcheck.quiz.reader import read_quiz

__all__ = ["Bank", "BankReader", "Quiz", "read_quiz"]

"""QTI items and packages of anybody as quizzes: a file for each interaction."""

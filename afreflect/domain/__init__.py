"""What the words mean: pure types and rules, knowing neither database nor screen."""

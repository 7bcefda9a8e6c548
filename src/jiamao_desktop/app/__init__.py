"""What a person can do: functions of a workspace. No Qt, no SQL."""

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A colleague who was added at the shell, and the link to set a password where none was given.</summary>
public sealed record AddedStaff(int Id, Token? SetPassword);

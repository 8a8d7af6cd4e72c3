namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A staff account added from the server's shell.</summary>
/// <param name="SetPassword">Token of the link that sets the password; null if a password was given.</param>
public sealed record AddedStaff(int Id, Token? SetPassword);

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A change of a reservation by the party itself, in <see cref="PersonalData"/>.</summary>
/// <param name="At">UTC.</param>
/// <param name="PeopleBefore">0 if the seats had been released.</param>
/// <param name="PeopleAfter">0 if the seats were released.</param>
public sealed record PersonalDataChange(DateTime At, int PeopleBefore, int PeopleAfter);

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>The list of one evening that a device keeps to work without a network.</summary>
/// <param name="Salt">See <see cref="DoorListKeys"/>.</param>
/// <param name="LastEvent">The latest entry of the scan history that the list contains; 0 if there is none.</param>
/// <param name="MaxAgeMinutes">The age at which the device fetches the list again.</param>
/// <param name="NameSearch">Whether names can be searched without a network; see <see cref="BookingRules.SearchesNamesOffline"/>.</param>
/// <param name="Codes">For each ticket: its id, the index of its party, and the encrypted name.</param>
/// <param name="Names">Readable names in the order of the parties; null unless <paramref name="NameSearch"/>.</param>
public sealed record DoorList(
    ListedPerformance Performance, string Salt, DateTime FetchedAt, int LastEvent, int MaxAgeMinutes, bool NameSearch,
    IReadOnlyList<ListedParty> Parties, IReadOnlyList<object[]> Codes, IReadOnlyList<ListedName>? Names);

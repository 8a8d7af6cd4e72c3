namespace BookingFlow.Web.Domain.Administration;

/// <summary>The staff member or party that performs an operation, for the audit log.</summary>
/// <param name="Id">Staff id; null for a command run in the server's shell and for <see cref="Party"/>.</param>
/// <param name="Name">The name at the time of the operation.</param>
public sealed record Actor(int? Id, string Name)
{
    /// <summary>The party that changes its own reservation; the audit log stores no name for it.</summary>
    public static Actor Party { get; } = new(Id: null, Name: "");
}

namespace BookingFlow.Web.Domain.Administration;

/// <summary>Who of the house did something, with the name as it was then.</summary>
/// <param name="Id">Null: somebody at the shell of the server.</param>
public sealed record Actor(int? Id, string Name)
{
    /// <summary>The party itself, of whom the audit log holds no name.</summary>
    public static Actor Party { get; } = new(Id: null, Name: "");
}

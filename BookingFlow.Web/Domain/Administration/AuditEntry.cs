using System.Linq.Expressions;

namespace BookingFlow.Web.Domain.Administration;

/// <summary>
/// Who of the house, or which party with its own reservation, did what to which thing when. Written in the transaction that does it and never
/// changed afterwards: the database
/// refuses that. It names a visitor's reservation by its id and holds nothing else of the visitor.
/// </summary>
public sealed class AuditEntry
{
    public int Id { get; private set; }

    public DateTime At { get; private set; }

    /// <summary>Null: somebody at the shell of the server, or the party itself (<see cref="IsByParty"/>).</summary>
    public int? StaffId { get; private set; }

    /// <summary>The person's name as it was then; empty: the party itself, of whom the log holds no name.</summary>
    public string StaffName { get; private set; } = "";

    /// <summary>What the party did with its own reservation (<see cref="Actor.Party"/>), in the browser that made it.</summary>
    public bool IsByParty => StaffId is null && StaffName.Length == 0;

    /// <summary>The same, as the database is asked.</summary>
    public static Expression<Func<AuditEntry, bool>> ByParty { get; } = entry => entry.StaffId == null && entry.StaffName == "";

    public AuditAction Act { get; private set; }

    public AuditSubject Thing { get; private set; }

    /// <summary>The thing's id in its table; null where the act was about many.</summary>
    public int? ThingId { get; private set; }

    /// <summary>What exactly: before and after, a reason. Cut at <see cref="Limits.LogDetail"/>; never a visitor's data.</summary>
    public string? Detail { get; private set; }

    public static AuditEntry Of(Actor by, AuditAction act, AuditSubject thing, int? thingId, string? detail, DateTime now) => new()
    {
        At = now,
        StaffId = by.Id,
        StaffName = by.Name,
        Act = act,
        Thing = thing,
        ThingId = thingId,
        Detail = detail?.Cut(Limits.LogDetail),
    };
}

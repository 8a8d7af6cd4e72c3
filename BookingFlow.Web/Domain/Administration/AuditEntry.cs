using System.Linq.Expressions;

namespace BookingFlow.Web.Domain.Administration;

/// <summary>An entry of the audit log: who did what to which subject, and when.</summary>
/// <remarks>
/// Written in the transaction of the change itself. A database trigger refuses updates and deletions. It refers to a reservation by id and
/// stores no other data of the visitor.
/// </remarks>
public sealed class AuditEntry
{
    public int Id { get; private set; }

    public DateTime At { get; private set; }

    /// <summary>Null for a command run in the server's shell, and for the party itself (<see cref="IsByParty"/>).</summary>
    public int? StaffId { get; private set; }

    /// <summary>The staff member's name at that time; empty for the party itself.</summary>
    public string StaffName { get; private set; } = "";

    /// <summary>Whether the party changed its own reservation (<see cref="Actor.Party"/>).</summary>
    public bool IsByParty => StaffId is null && StaffName.Length == 0;

    /// <summary><see cref="IsByParty"/> as an expression that queries can translate.</summary>
    public static Expression<Func<AuditEntry, bool>> ByParty { get; } = entry => entry.StaffId == null && entry.StaffName == "";

    public AuditAction Action { get; private set; }

    public AuditSubject Subject { get; private set; }

    /// <summary>The subject's id; null if the action concerned several subjects.</summary>
    public int? SubjectId { get; private set; }

    /// <summary>Details such as values before and after, or a reason; truncated to <see cref="Limits.LogDetail"/>; never a visitor's data.</summary>
    public string? Detail { get; private set; }

    public static AuditEntry Of(Actor by, AuditAction action, AuditSubject subject, int? subjectId, string? detail, DateTime now) => new()
    {
        At = now,
        StaffId = by.Id,
        StaffName = by.Name,
        Action = action,
        Subject = subject,
        SubjectId = subjectId,
        Detail = detail?.Truncate(Limits.LogDetail),
    };
}

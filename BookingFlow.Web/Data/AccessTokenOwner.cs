namespace BookingFlow.Web.Data;

/// <summary>A token that works now, and its owner.</summary>
/// <param name="Role">That of the token, which the owner has too, or a higher one.</param>
/// <param name="LastUsedAt">See <see cref="Staff.AccessToken.LastUsedAt"/>.</param>
/// <param name="LastAuditedAt">See <see cref="Staff.AccessToken.LastAuditedAt"/>.</param>
public sealed record AccessTokenOwner(
    int TokenId, int StaffId, string StaffName, string Role, DateTime? LastUsedAt, DateTime? LastAuditedAt);

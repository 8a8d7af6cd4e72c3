namespace BookingFlow.Web.Components;

/// <summary>A submitted form that <see cref="FailurePage"/> offers to send again.</summary>
/// <param name="Action">The address that it was sent to, as a path with its query.</param>
/// <param name="Fields">Names and values in their order, the antiforgery token included; a name may occur several times.</param>
public sealed record ResendForm(string Action, IReadOnlyList<(string Name, string Value)> Fields);

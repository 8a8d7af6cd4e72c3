namespace BookingFlow.Web.Pages.Shared;

/// <summary>A place whose form strangers can submit, so that it is limited per client address and, where it has one, per e-mail address.</summary>
public interface ILimitedForm
{
    /// <summary>The e-mail address that the submission would write to; null when it writes to none.</summary>
    string? LimitedEmail { get; }
}

namespace BookingFlow.Web.Domain.Programme;

/// <summary>Who can find and book a performance or a show.</summary>
public enum Visibility
{
    /// <summary>Listed, and bookable by everybody.</summary>
    Public,

    /// <summary>Listed nowhere; bookable by those who have its link (<see cref="InvitationKey"/>).</summary>
    ByLink,

    /// <summary>Listed nowhere; a performance is booked by staff only.</summary>
    Private,
}

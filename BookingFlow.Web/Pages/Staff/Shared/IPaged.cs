namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>What the links below a list need to know of it.</summary>
public interface IPaged
{
    int Page { get; }

    int Pages { get; }

    int Total { get; }
}

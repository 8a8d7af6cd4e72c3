using BookingFlow.Web.Components;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Texts of flagged admissions.</summary>
public static class FlaggedWords
{
    /// <summary>Returns when, where and by whom people of a party were let in, earliest first.</summary>
    public static string Admissions(FlaggedParty party, IStringLocalizer<Words> t, Venue venue) =>
        string.Join("; ", party.Admissions.Select(admission => Of(admission, t, venue)));

    private static string Of(FlaggedAdmission admission, IStringLocalizer<Words> t, Venue venue)
    {
        var time = venue.Time(admission.At);
        return admission.Door is { } door
            ? t.Count("Flagged.AdmissionAtDoor", admission.People, time, admission.By, door)
            : t.Count("Flagged.Admission", admission.People, time, admission.By);
    }
}

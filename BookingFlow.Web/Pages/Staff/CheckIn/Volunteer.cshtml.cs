using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Changes the name of the volunteer at a paired device; answers the form of the scan station. An account has its own name.</summary>
public sealed class VolunteerModel(BookingDbContext db, NameVolunteer nameVolunteer, DoorCookie door, BookingRules rules, TimeProvider clock)
    : StationPage(db, door, rules, clock)
{
    [BindProperty]
    public string? Volunteer { get; set; }

    public override Failure? Refusal => IsNameInvalid ? null : Failure;

    public override string? VolunteerField => IsNameInvalid ? Volunteer : base.VolunteerField;

    private bool IsNameInvalid => Failure?.Fields.Any(error => error.Field == FormField.Volunteer) == true;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (User.PairedDeviceId() is not { } deviceId)
        {
            return await RefuseAsync(new Failure(FailureKind.NotPermitted), cancellationToken);
        }

        var result = await nameVolunteer.NameAsync(deviceId, Volunteer, cancellationToken);
        return result.Succeeded ? SeeOtherPage("/Staff/CheckIn/Station") : await RefuseAsync(result.Failure, cancellationToken);
    }
}

using System.Text.Json;
using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Door;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>The texts of the camera station's scripts, in the language of the request.</summary>
public static class CameraStationWords
{
    /// <summary>Returns each text by the name that the scripts use. Outcomes have the names that they have in the database.</summary>
    public static SortedDictionary<string, string> All(IStringLocalizer<Words> t)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["starting"] = t["Camera.Starting"],
            ["online"] = t["Camera.Online"],
            ["offline"] = t["Camera.Offline"],
            ["offline_without_list"] = t["Camera.OfflineWithoutList"],
            ["signed_out"] = t["Camera.SignedOut"],
            ["forbidden"] = t["Camera.Forbidden"],
            ["closed"] = t["Camera.Closed"],
            ["storage_full"] = t["Camera.StorageFull"],
            ["list_not_saved"] = t["Camera.ListNotSaved"],
            ["to_be_checked"] = t["Camera.ToBeChecked"],
            ["from_list"] = t["Camera.FromList"],
            ["how_many"] = t["Camera.HowMany"],
            ["checked_in_at"] = t["Camera.CheckedInAt"],
            ["unnamed"] = t["Camera.Unnamed"],
            ["camera.insecure"] = t["Camera.Insecure"],
            ["camera.insecure.text"] = t["Camera.Insecure.Text"],
            ["camera.no_camera"] = t["Camera.NoCamera"],
            ["camera.no_camera.text"] = t["Camera.NoCamera.Text"],
            ["camera.denied"] = t["Camera.Denied"],
            ["camera.denied.text"] = t["Camera.Denied.Text"],
            ["camera.in_use"] = t["Camera.InUse"],
            ["camera.in_use.text"] = t["Camera.InUse.Text"],
            ["camera.no_reader"] = t["Camera.NoReader"],
            ["camera.no_reader.text"] = t["Camera.NoReader.Text"],
            ["title.question"] = t["Door.No.HowMany"],
            ["title.not_on_list"] = t["Camera.NotOnList"],
            ["title.no_list"] = t["Camera.NoList"],
            ["title.not_found"] = t["Camera.NotFound"],
            ["title.no_names"] = t["Camera.NotFound"],
            ["title.signed_out"] = t["Door.No.SignedOut"],
            ["title.forbidden"] = t["Door.No.NotPermitted"],
            ["happened.not_on_list"] = t["Camera.NotOnList.Happened"],
            ["happened.no_list"] = t["Camera.NoList.Happened"],
            ["happened.not_found"] = t["Camera.NotFound.Happened"],
            ["happened.no_names"] = t["Camera.NoNames.Happened"],
            ["happened.signed_out"] = t["Camera.SignedOut"],
            ["happened.forbidden"] = t["Camera.Forbidden"],
            ["happened.performance_cancelled"] = t["Door.CancelledNext"],
            ["happened.reservation_cancelled"] = t["Door.CancelledNext"],
            ["happened.not_confirmed"] = t["Door.NotConfirmedNext"],
            ["happened.not_our_ticket"] = t["Door.NotOurTicketNext"],
            ["happened.foreign_code"] = t["Camera.ForeignCode.Happened"],
            ["happened.too_early"] = t["Camera.TooEarly.Happened"],
            ["happened.too_late"] = t["Camera.TooLate.Happened"],
        };
        foreach (var outcome in Enum.GetValues<ScanOutcome>())
        {
            texts[$"title.{JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString())}"] =
                outcome is ScanOutcome.Admitted or ScanOutcome.MoreAdmitted ? t["Door.ComeIn"] : ScanWords.NameOf(outcome, t);
        }

        foreach (var (name, key) in new[]
        {
            ("waiting", "Camera.Waiting"), ("list_old", "Camera.ListOld"), ("people", "Count.People"), ("inside", "Door.Inside"),
            ("still_to_come", "Door.StillToCome"), ("admit", "Camera.Admit"),
        })
        {
            texts[$"{name}.one"] = t[$"{key}.one"];
            texts[$"{name}.other"] = t[$"{key}.other"];
        }

        return texts;
    }
}

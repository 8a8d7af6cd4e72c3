using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>Base class of the pages that answer the script of the camera station with JSON, failures included (docs/decisions/0058).</summary>
public abstract class CameraApiPage(BookingDbContext db, DoorCookie door, IStringLocalizer<Words> words, Venue venue, TimeProvider clock)
    : DoorPage(db, door, clock)
{
    private const string ContentType = "application/json; charset=utf-8";

    /// <summary>Names are escaped only where JSON requires it: the answer is never part of an HTML page, and is served with nosniff.</summary>
    public static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    protected IStringLocalizer<Words> Words => words;

    protected Venue Venue => venue;

    /// <summary>Answers with the status and the words of a failure.</summary>
    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await base.RefuseAsync(failure, cancellationToken);
        var text = FailureWords.Of(failure, words, venue);
        return JsonAnswer(new { Failure = failure.Kind, text.Title, Happened = text.Happened.Text(venue) });
    }

    /// <remarks>Serialized as a whole, so that a fault of the program is answered as such instead of ending the answer.</remarks>
    protected FileContentResult JsonAnswer<T>(T value) => File(JsonSerializer.SerializeToUtf8Bytes(value, JsonOptions), ContentType);

    /// <summary>Parses the id of a performance as submitted; null if it is none, or not one that this device may check in.</summary>
    protected int? ReadPerformanceId(string? text) => ReadId(text) is { } id && Serves(id) ? id : null;

    /// <summary>Parses an id as submitted; null if it is none.</summary>
    protected static int? ReadId(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

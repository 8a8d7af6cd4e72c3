using System.Text.Json;

namespace BookingFlow.Tests.Pages.Staff.CheckIn.Camera;

/// <summary>What the script of the camera station sends.</summary>
internal static class CameraSteps
{
    public const string Arrivals = "/staff/check-in/camera/arrivals";
    public const string List = "/staff/check-in/camera/list";
    public const string Records = "/staff/check-in/camera/records";

    public static JsonElement Json(this BrowserResponse response)
    {
        Assert.True(response.Header("Content-Type").StartsWith("application/json", StringComparison.Ordinal), $"{response.Status}: {response.Text}");
        return JsonDocument.Parse(response.Body).RootElement;
    }

    public static async Task<JsonElement> ArrivalsAsync(this NoScriptBrowser device, int performanceId, int after = 0) =>
        (await device.OpenAsync($"{Arrivals}?performance={performanceId}&after={after}")).Json();

    /// <summary>Posts a form with the antiforgery token of the arrivals.</summary>
    public static async Task<BrowserResponse> PostAsDeviceAsync(
        this NoScriptBrowser device, string path, int performanceId, params (string Name, string Value)[] fields)
    {
        var token = (await device.ArrivalsAsync(performanceId)).GetProperty("token").GetString()!;
        return await device.PostAsync(path, [("performance", $"{performanceId}"), ("_form", token), .. fields]);
    }

    public static Task<BrowserResponse> SendAsync(this NoScriptBrowser device, int performanceId, params object[] records) =>
        device.PostAsDeviceAsync(Records, performanceId, ("records", JsonSerializer.Serialize(records)));

    /// <summary>Stores a confirmed party with a ticket.</summary>
    public static async Task<Reservation> AddPartyAsync(this BookingFlowApp app, Performance performance, int people)
    {
        var party = new AReservation().OfParty(people).For(performance).Confirmed(app.Now).Build();
        await app.AddTicketAsync(party);
        return party;
    }

    /// <summary>Sends one record and returns its answer.</summary>
    public static async Task<JsonElement> SendOneAsync(this NoScriptBrowser device, int performanceId, object record)
    {
        var response = await device.SendAsync(performanceId, record);
        Assert.Equal(200, response.Status);
        return Assert.Single(response.Json().GetProperty("answers").EnumerateArray());
    }

    public static string? Text(this JsonElement answer, string property) => answer.GetProperty(property).GetString();

    public static int Number(this JsonElement answer, string property) => answer.GetProperty(property).GetInt32();
}

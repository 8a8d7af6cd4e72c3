using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Infrastructure.Scenarios;

/// <summary>Pairs devices with a performance.</summary>
public static class PairingSteps
{
    /// <summary>Makes a link by a new staff member "Bea".</summary>
    /// <returns>Its path.</returns>
    public static async Task<string> AddPairingLinkAsync(this BookingFlowApp app, Performance performance) =>
        await app.AddPairingLinkAsync(performance.Id, new Actor((await app.AddStaffAsync(role: null, "Bea")).Id, "Bea"));

    /// <inheritdoc cref="AddPairingLinkAsync(BookingFlowApp, Performance)"/>
    public static async Task<string> AddPairingLinkAsync(this BookingFlowApp app, int performanceId, Actor by)
    {
        var link = await app.Services.GetRequiredService<PairDevice>().PrepareAsync(performanceId, by, CancellationToken.None);
        return $"/staff/pair/{link.Value.Text}";
    }

    /// <summary>Opens a browser that is paired with a performance.</summary>
    public static async Task<NoScriptBrowser> PairedDeviceAsync(this BookingFlowApp app, Performance performance, string volunteer = "Nora")
    {
        var device = app.Visitor();
        var form = await device.OpenAsync(await app.AddPairingLinkAsync(performance));
        Assert.Equal(303, (await device.SubmitAsync(form, "main form", ("Volunteer", volunteer))).Status);
        return device;
    }

    /// <summary>Ends all pairings, as another process does.</summary>
    public static Task EndPairingsAsync(this BookingFlowApp app) => app.Database.ReadAsync(db =>
        db.PairedDevices.ExecuteUpdateAsync(set => set.SetProperty(d => d.EndedAt, app.Now)));
}

using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Infrastructure.Scenarios;

/// <summary>Signs staff in and stores the links and keys that accounts need for it.</summary>
public static class SignInSteps
{
    /// <param name="forwardedFor">Client address in the X-Forwarded-For header, as a reverse proxy sets it; null: no header.</param>
    public static async Task<BrowserResponse> SignInAsync(
        this NoScriptBrowser browser, string email, string password, string? forwardedFor = null)
    {
        var login = await browser.OpenAsync("/staff/login");
        var fields = NoScriptBrowser.Fields(login, "main form", ("Email", email), ("Password", password));
        var request = new HttpRequestMessage(HttpMethod.Post, "/staff/login")
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        return await browser.SendAsync(request);
    }

    /// <summary>Enables two-factor sign-in for a staff member and returns the authenticator key and the recovery codes.</summary>
    public static async Task<(string Key, IReadOnlyList<string> Codes)> EnableTwoFactorAsync(this BookingFlowApp app, StaffUser person)
    {
        var key = AuthenticatorKey.New();
        var enabled = await app.Services.GetRequiredService<SwitchTwoFactorOn>().SwitchOnAsync(
            person.Id, key, Authenticator.Code(key), CancellationToken.None);
        return (key, enabled.Value!.Codes);
    }

    /// <summary>Stores a password link as if it had been mailed and returns its path.</summary>
    /// <param name="lifetime">Null: one hour.</param>
    public static async Task<string> AddPasswordLinkAsync(this BookingFlowApp app, int staffId, TimeSpan? lifetime = null)
    {
        var link = Token.New();
        await app.Database.AddAsync(
            StaffLink.Of(link, StaffLinkPurpose.SetPassword, staffId, app.Now, app.Now + (lifetime ?? TimeSpan.FromHours(1))));
        return $"/staff/set-password/{link.Text}";
    }

    /// <summary>Stores the setup link that the program creates at a start without an Administrator, and returns its path.</summary>
    public static async Task<string> AddSetupLinkAsync(this BookingFlowApp app)
    {
        var link = Token.New();
        await app.Database.AddAsync(StaffLink.Of(link, StaffLinkPurpose.Setup, staffId: null, app.Now, expiresAt: null));
        return $"/staff/setup/{link.Text}";
    }

    public static Task<StaffUser> StaffUserAsync(this BookingFlowApp app, int id) =>
        app.Database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == id));
}

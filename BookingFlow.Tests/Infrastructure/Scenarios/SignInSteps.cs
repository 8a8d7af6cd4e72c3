using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Infrastructure.Scenarios;

/// <summary>Signing in, and what an account needs for it.</summary>
public static class SigningIn
{
    /// <param name="from">The client address that the house's proxy tells; null: none.</param>
    public static async Task<BrowserResponse> SignInAsync(this NoScriptBrowser browser, string email, string password, string? from = null)
    {
        var login = await browser.OpenAsync("/staff/login");
        var fields = NoScriptBrowser.Fields(login, "main form", ("Email", email), ("Password", password));
        var request = new HttpRequestMessage(HttpMethod.Post, "/staff/login")
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        if (from is not null)
        {
            request.Headers.Add("X-Forwarded-For", from);
        }

        return await browser.SendAsync(request);
    }

    /// <summary>Switches two-factor on for somebody: the authenticator's key, and the recovery codes.</summary>
    public static async Task<(string Key, IReadOnlyList<string> Codes)> EnableTwoFactorAsync(this BookingFlowApp app, StaffUser person)
    {
        var key = AuthenticatorKey.New();
        var on = await app.Services.GetRequiredService<SwitchTwoFactorOn>().SwitchOnAsync(
            person.Id, key, Authenticator.Code(key), CancellationToken.None);
        return (key, on.Value!.Codes);
    }

    /// <summary>Stores a link that sets somebody's password, as if it had been mailed: its path.</summary>
    public static async Task<string> AddPasswordLinkAsync(this BookingFlowApp app, int staffId, TimeSpan? goodFor = null)
    {
        var link = Token.New();
        await app.Database.AddAsync(StaffLink.Of(link, StaffLinkPurpose.SetPassword, staffId, app.Now, app.Now + (goodFor ?? TimeSpan.FromHours(1))));
        return $"/staff/set-password/{link.Text}";
    }

    /// <summary>The link that a start of a house without an Administrator makes: its path.</summary>
    public static async Task<string> AddSetupLinkAsync(this BookingFlowApp app)
    {
        var link = Token.New();
        await app.Database.AddAsync(StaffLink.Of(link, StaffLinkPurpose.Setup, staffId: null, app.Now, expiresAt: null));
        return $"/staff/setup/{link.Text}";
    }

    public static Task<StaffUser> StaffUserAsync(this BookingFlowApp app, int id) => app.Database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == id));
}

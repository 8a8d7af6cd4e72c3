using System.Net.Http.Headers;
using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Pages.Staff.Tokens;

public sealed class TokenPagesTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private BookingFlowApp App => shared.App;

    [Fact]
    public async Task The_box_office_makes_a_token_uses_it_and_revokes_it()
    {
        using var bea = await App.StaffAsync(StaffRoles.BoxOffice, "Bea");
        var made = await AddAsync(bea, "My spreadsheet", StaffRoles.BoxOffice);
        Assert.Equal(200, made.Status);
        var token = made.Find("code.key").TextContent;
        Assert.DoesNotContain(token, (await bea.OpenAsync("/staff/tokens")).Text, StringComparison.Ordinal);
        Assert.Contains("Never", (await bea.OpenAsync("/staff/tokens")).Text, StringComparison.Ordinal);

        Assert.Equal(200, await StatusAsync(token));
        var page = await bea.OpenAsync("/staff/tokens");
        Assert.DoesNotContain("Never", page.Text, StringComparison.Ordinal);

        var revoked = await bea.SubmitAsync(page, "tbody form");
        Assert.Equal((303, "/staff/tokens?done=revoked"), (revoked.Status, revoked.Location));
        Assert.Equal(401, await StatusAsync(token));
        Assert.DoesNotContain("My spreadsheet", (await bea.OpenAsync("/staff/tokens")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_see_their_own_tokens_and_Administrators_those_of_all()
    {
        using var bea = await App.StaffAsync(StaffRoles.BoxOffice, "Bea");
        using var ben = await App.StaffAsync(StaffRoles.BoxOffice, "Ben");
        using var ada = await App.StaffAsync(StaffRoles.Administrator, "Ada");
        var token = (await AddAsync(bea, "Token of Bea", StaffRoles.BoxOffice)).Find("code.key").TextContent;
        Assert.DoesNotContain("Token of Bea", (await ben.OpenAsync("/staff/tokens")).Text, StringComparison.Ordinal);

        var all = await ada.OpenAsync("/staff/tokens");
        var row = all.Document.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Token of Bea", StringComparison.Ordinal));
        Assert.Contains("Bea", row.QuerySelector("td")!.TextContent, StringComparison.Ordinal);
        var id = row.QuerySelector("input[name=id]")!.GetAttribute("value")!;

        var own = await AddAsync(ben, "Token of Ben", StaffRoles.BoxOffice);
        Assert.Equal(404, (await ben.SubmitAsync(own, "tbody form", ("id", id))).Status);
        Assert.Equal(200, await StatusAsync(token));
        Assert.Equal(303, (await ada.SubmitAsync(all, "tbody form", ("id", id))).Status);
        Assert.Equal(401, await StatusAsync(token));
    }

    [Fact]
    public async Task A_role_above_the_own_is_neither_offered_nor_accepted()
    {
        using var bea = await App.StaffAsync(StaffRoles.BoxOffice, "Bea");
        Assert.Equal(
            [StaffRoles.BoxOffice], (await bea.OpenAsync("/staff/tokens")).Document.QuerySelectorAll("#Role option").Select(o => o.GetAttribute("value")));
        Assert.Equal(400, (await AddAsync(bea, "Mine", StaffRoles.Administrator)).Status);
    }

    [Fact]
    public async Task A_missing_name_is_explained()
    {
        using var bea = await App.StaffAsync(StaffRoles.BoxOffice, "Bea");
        var refused = await AddAsync(bea, "", StaffRoles.BoxOffice);
        Assert.Equal(400, refused.Status);
        Assert.Contains("Enter a name for the token", refused.Text, StringComparison.Ordinal);
    }

    private static async Task<BrowserResponse> AddAsync(NoScriptBrowser browser, string name, string role) => await browser.SubmitAsync(
        await browser.OpenAsync("/staff/tokens"), "form.form--add", ("TokenName", name), ("Role", role), ("TokenDays", "30"));

    private async Task<int> StatusAsync(string token)
    {
        using var program = App.Visitor();
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/staff/figures");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await program.SendAsync(request)).Status;
    }
}

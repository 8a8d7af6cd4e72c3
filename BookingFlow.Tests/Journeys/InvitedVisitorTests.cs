using Microsoft.EntityFrameworkCore;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>
/// An evening for friends, in a real browser without JavaScript: by link only, with a note and a question, and one reservation for each address.
/// </summary>
public sealed class InvitedVisitorTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task A_visitor_with_the_link_answers_the_question_and_reserves_once_and_the_door_reads_the_note_of_the_box_office()
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));
        var show = new AShow().Build();
        show.Note = "Bring warm clothes.";
        show.Questions.Add(new ShowQuestion { Position = 1, Text = "Which menu?", Kind = QuestionKind.Choice, Choices = "Soup\nMeat" });
        var evening = app.APerformanceTonight().Of(show).ByLink().Build();
        evening.OnePerAddress = true;
        await app.Database.AddAsync(evening);
        var invitation = $"{app.Address}/invitations/{InvitationKey.TextOf(evening.Invitation!)}";
        await using var visitors = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await visitors.NewPageAsync();

        await page.GotoAsync(invitation);
        Assert.Equal(200, await page.FollowAsync(page.Link("Reserve seats")));
        await page.GetByLabel("Which menu?").SelectOptionAsync("Soup");
        Assert.Equal(200, await page.ReserveAsync("Ada Lovelace", "ada@visitors.example", people: 2));
        await page.GotoAsync(app.Address + await app.GetConfirmationLinkAsync());
        Assert.Equal(200, await page.FollowAsync(page.Button("Confirm 2 seats")));
        await Expect(page.Locator(".ticket")).ToContainTextAsync("Bring warm clothes.");
        var code = app.Address + VisitorSteps.CheckInPath(new Uri(page.Url).AbsolutePath);

        await page.GotoAsync(invitation);
        Assert.Equal(200, await page.FollowAsync(page.Link("Reserve seats")));
        Assert.Equal(200, await page.ReserveAsync("Ada Lovelace", "ada@visitors.example", people: 1));
        await Expect(page.Headline("Check your email")).ToBeVisibleAsync();
        await page.GotoAsync(app.Address + "/dev/mail");
        await page.OpenMailAsync("Your reservation: ");

        await page.GotoAsync(app.Address + "/staff/login?returnUrl=/staff/check-in");
        Assert.Equal(200, await page.SignInAsync("boxoffice@bookingflow.example"));
        var id = await app.Database.ReadAsync(db => db.Reservations
            .Where(r => r.Status == ReservationStatus.Confirmed && r.PerformanceId == evening.Id).Select(r => r.Id).SingleAsync());
        await page.GotoAsync($"{app.Address}/staff/reservations/{id}");
        await Expect(page.Locator("main")).ToContainTextAsync("Soup");
        await page.GotoAsync($"{app.Address}/staff/reservations/{id}/notes");
        await page.FillAsync("#StaffNote", "Front row, her mother plays.");
        Assert.Equal(200, await page.FollowAsync(page.Locator("main form button[type=submit]").First));
        await page.GotoAsync(app.Address + "/staff/check-in");
        Assert.Equal(200, await page.ScanAsync(code));
        await Expect(page.Locator(".outcome .staff-note")).ToHaveTextAsync("Front row, her mother plays.");
    }
}

using BookingFlow.Web.Components;
using Ical.Net;
using Ical.Net.CalendarComponents;

namespace BookingFlow.Tests.Pages.Party;

/// <summary>The party's own page, reached by the link in its mails.</summary>
public sealed class PartyTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private BookingFlowApp App => shared.App;

    [Fact]
    public async Task The_mail_with_the_ticket_leads_to_the_page_where_the_seats_are_released_and_taken_back()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var visitor = app.Visitor();
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(5));
        var ticket = await app.ReserveAndConfirmAsync(visitor, performance.Id, people: 3);
        var page = await visitor.OpenAsync(await app.PartyLinkAsync(mails: 2));
        Assert.Contains(app.Words()["PartyPage.Confirmed"].Value, page.Text, StringComparison.Ordinal);

        var released = await visitor.SubmitAsync(page, "form[action*='Release']");

        Assert.Equal((303, 410), (released.Status, (await visitor.OpenAsync(ticket)).Status));
        page = await visitor.OpenAsync(released.Location!);
        Assert.Contains(app.Words()["PartyPage.Released"].Value, page.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await visitor.SubmitAsync(page, "form[action*='TakeBack']")).Status);
        Assert.Equal(200, (await visitor.OpenAsync(ticket)).Status);
    }

    [Fact]
    public async Task A_refused_size_keeps_what_was_typed_and_a_refused_return_offers_what_is_left()
    {
        using var visitor = App.Visitor();
        var performance = await App.AddAsync(App.APerformanceTonight().WithCapacity(4));
        var path = await ConfirmedAsync(performance, 3);
        var page = await visitor.OpenAsync(path);

        var refused = await visitor.SubmitAsync(page, "form:not([action*='handler'])", ("PartySize", "5"));

        Assert.Equal((409, "5"), (refused.Status, refused.Find("#PartySize").GetAttribute("value")));
        Assert.Contains(App.Words().Count("Failure.NotEnoughSeats.Happened", 1), refused.Text, StringComparison.Ordinal);

        await visitor.SubmitAsync(page, "form[action*='Release']");
        await ConfirmedAsync(performance, 3);
        var back = await visitor.SubmitAsync(await visitor.OpenAsync(path), "form[action*='TakeBack']");

        Assert.Equal((409, "1"), (back.Status, back.Find("input[name=SmallerParty]").GetAttribute("value")));
        Assert.Equal(303, (await visitor.SubmitAsync(back, "form[action*='TakeBack']")).Status);
    }

    [Fact]
    public async Task Opening_the_page_changes_nothing()
    {
        using var visitor = App.Visitor();
        var performance = await App.AddAsync(App.APerformanceTonight().WithCapacity(4));
        var path = await ConfirmedAsync(performance, 3);

        foreach (var address in new[] { path, path + "?handler=Release", path + "?handler=TakeBack", path + "?handler=Ticket" })
        {
            Assert.Equal(200, (await visitor.OpenAsync(address)).Status);
        }

        Assert.Contains(App.Words()["PartyPage.Confirmed"].Value, (await visitor.OpenAsync(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_party_token_opens_the_page()
    {
        using var visitor = App.Visitor();
        var performance = await App.AddAsync(App.APerformanceTonight());
        var party = Read(await ConfirmedAsync(performance, 2));

        foreach (var other in new[] { party.Ticket, party.Ticket.CheckIn, party.Party, Token.New() })
        {
            Assert.Equal(404, (await visitor.OpenAsync($"/party/{other.Text}")).Status);
        }

        Assert.Equal(404, (await visitor.OpenAsync($"/tickets/{party.Text}")).Status);
        Assert.Equal(404, (await visitor.OpenAsync($"/reservations/confirm/{party.Text}")).Status);
    }

    [Fact]
    public async Task The_ticket_opens_from_the_page_and_does_not_lead_back()
    {
        using var visitor = App.Visitor();
        var performance = await App.AddAsync(App.APerformanceTonight());
        var path = await ConfirmedAsync(performance, 2);

        var opened = await visitor.SubmitAsync(await visitor.OpenAsync(path), "form[action*='Ticket']");

        Assert.Equal((303, $"/tickets/{Read(path).Ticket.Text}"), (opened.Status, opened.Location));
        Assert.DoesNotContain("/party/", (await visitor.OpenAsync(opened.Location!)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_calendar_file_of_the_ticket_has_a_higher_sequence_after_each_change()
    {
        using var visitor = App.Visitor();
        var performance = await App.AddAsync(App.APerformanceTonight());
        var path = await ConfirmedAsync(performance, 3);
        var ticket = (await visitor.SubmitAsync(await visitor.OpenAsync(path), "form[action*='Ticket']")).Location!;
        var before = await EventAsync();

        await visitor.SubmitAsync(await visitor.OpenAsync(path), "form:not([action*='handler'])", ("PartySize", "2"));

        var after = await EventAsync();
        Assert.Equal((before.Uid, before.Sequence + 1), (after.Uid, after.Sequence));

        async Task<CalendarEvent> EventAsync() => Assert.Single(
            Calendar.Load((await visitor.OpenAsync($"{ticket}/calendar.ics")).Body)!.Events);
    }

    [Fact]
    public async Task Personal_data_is_erased_after_the_seats_are_released_and_not_before()
    {
        using var visitor = App.Visitor();
        var performance = await App.AddAsync(App.APerformanceTonight());
        var path = await ConfirmedAsync(performance, 3);
        var page = await visitor.OpenAsync(path);
        Assert.Empty(page.Document.QuerySelectorAll("form[action*='Erase']"));
        Assert.Equal(409, (await visitor.PostAsync($"{path}?handler=Erase", NoScriptBrowser.Fields(page, "form[action*='Release']"))).Status);
        await visitor.SubmitAsync(page, "form[action*='Release']");

        var released = await visitor.OpenAsync(path);
        Assert.Equal(303, (await visitor.SubmitAsync(released, "form[action*='Erase']")).Status);

        page = await visitor.OpenAsync(path);
        Assert.DoesNotContain("Ada Lovelace", page.Text, StringComparison.Ordinal);
        Assert.Contains(App.Words()["Party.Erased"].Value, page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("form[action*='TakeBack'], form[action*='Erase']"));
        Assert.Equal(410, (await visitor.SubmitAsync(released, "form[action*='TakeBack']")).Status);
    }

    [Fact]
    public async Task A_used_confirmation_link_leads_to_the_page()
    {
        using var visitor = App.Visitor();
        var performance = await App.AddAsync(App.APerformanceTonight());
        var link = await App.AddConfirmationLinkAsync(
            new AReservation().For(performance).CreatedAt(App.Now).ExpiringAt(performance.StartsAt).Build());
        await visitor.ConfirmAsync(link);

        var used = await visitor.OpenAsync(link);

        Assert.Equal(409, used.Status);
        var page = await visitor.OpenAsync(used.Link("/party/"));
        Assert.Equal(200, page.Status);

        await visitor.SubmitAsync(page, "form[action*='Release']");

        var released = await visitor.OpenAsync(link);
        Assert.Equal((410, used.Link("/party/")), (released.Status, released.Link("/party/")));
    }

    /// <summary>Stores a confirmed reservation with its party token.</summary>
    /// <returns>The path of the party's page.</returns>
    private async Task<string> ConfirmedAsync(Performance performance, int people) => await App.AddPartyLinkAsync(
        new AReservation().For(performance).OfParty(people).CreatedAt(App.Now).Confirmed(App.Now).Build());

    private static Token Read(string path) =>
        Token.TryParse(path.Split('/')[^1], out var token) ? token : throw new ArgumentException("No token in it.", nameof(path));
}

using System.Net;
using System.Text.Json;

namespace BookingFlow.Tests.Domain.Administration;

public sealed class WebhookTests
{
    private static readonly WebhookNetworks Internet = new([]);

    [Theory]
    [InlineData("https://receiver.example/hooks/1?key=a", "https://receiver.example/hooks/1?key=a")]
    [InlineData(" https://RECEIVER.example ", "https://receiver.example/")]
    [InlineData("https://1.1.1.1:8443/", "https://1.1.1.1:8443/")]
    public void Addresses_of_the_internet_are_accepted(string typed, string stored) =>
        Assert.Equal(stored, Check(typed, Internet).Value?.Address);

    [Theory]
    [InlineData(null, FieldProblem.Missing)]
    [InlineData("receiver.example", FieldProblem.NotAWebhookAddress)]
    [InlineData("http://receiver.example/", FieldProblem.NotAWebhookAddress)]
    [InlineData("ftp://receiver.example/", FieldProblem.NotAWebhookAddress)]
    [InlineData("https://user:password@receiver.example/", FieldProblem.NotAWebhookAddress)]
    [InlineData("https://receiver.example/#part", FieldProblem.NotAWebhookAddress)]
    [InlineData("https://127.0.0.1/", FieldProblem.PrivateAddress)]
    [InlineData("https://2130706433/", FieldProblem.PrivateAddress)]
    [InlineData("https://0x7f.1/", FieldProblem.PrivateAddress)]
    [InlineData("https://[::ffff:169.254.169.254]/", FieldProblem.PrivateAddress)]
    public void Other_addresses_are_refused(string? typed, FieldProblem problem)
    {
        var wrong = Assert.Single(Check(typed, Internet).Failure!.Fields);
        Assert.Equal((FormField.WebhookAddress, problem), (wrong.Field, wrong.Problem));
    }

    [Fact]
    public void A_webhook_needs_at_least_one_known_event()
    {
        var wrong = ValidWebhook.Check(
            new WebhookInput { WebhookAddress = "https://receiver.example/", WebhookEvents = ["webhook.test", "unknown"] }, Internet).Failure!.Fields;
        Assert.Equal((FormField.WebhookEvents, FieldProblem.Missing), (wrong[0].Field, wrong[0].Problem));
    }

    [Fact]
    public void An_allowed_network_may_be_addressed_without_HTTPS()
    {
        var networks = new WebhookNetworks([IPNetwork.Parse("192.168.1.20/32")]);
        Assert.True(Check("http://192.168.1.20/hook", networks).Succeeded);
        Assert.Equal(FieldProblem.PrivateAddress, Check("http://192.168.1.21/hook", networks).Failure?.Fields[0].Problem);
    }

    [Fact]
    public void Messages_say_ids_and_figures_and_nothing_of_the_party()
    {
        var party = new AReservation().For(new APerformance().WithId(7).WithCapacity(5).Build()).Named("Ada Lovelace").WithPhone("0123").WithNotes("vegan")
            .WithReference("K7QF2M").OfParty(3).Confirmed().Build();
        party.Id = 12;
        var body = WebhookDelivery.Of(1, Guid.Empty, WebhookEvent.ReservationConfirmed, WebhookData.Of(party), TestTimes.Now).Body;

        Assert.Equal(
            """
            {"id":"msg_00000000000000000000000000000000","type":"reservation.confirmed","timestamp":"2026-09-05T10:00:00Z","data":{"performanceId":7,"show":"SHOW","startsAt":"2026-09-12T18:00:00Z","seatsLeft":2,"reservationId":12,"partySize":3}}
            """.Replace("SHOW", party.Performance.Show.Slug, StringComparison.Ordinal),
            body);
        Assert.All(["Ada", "Lovelace", "K7QF2M", "K7QF-2M", "ada@example.org", "0123", "vegan"], text => Assert.DoesNotContain(text, body));
    }

    [Fact]
    public void The_longest_message_fits_into_its_column()
    {
        var data = new WebhookData
        {
            PerformanceId = int.MaxValue,
            Show = new string('x', Limits.Slug),
            StartsAt = DateTime.MaxValue,
            SeatsLeft = int.MaxValue,
            ReservationId = int.MaxValue,
            PartySize = int.MaxValue,
            PeopleAdmitted = int.MaxValue,
            PeopleInside = int.MaxValue,
        };
        var body = WebhookDelivery.Of(1, Guid.NewGuid(), WebhookEvent.ReservationConfirmed, data, DateTime.MaxValue).Body;
        Assert.True(body.Length <= Limits.WebhookBody, body);
        Assert.Equal(int.MaxValue, JsonDocument.Parse(body).RootElement.GetProperty("data").GetProperty("peopleInside").GetInt32());
    }

    [Fact]
    public void A_failed_message_waits_longer_each_time_and_is_given_up_after_three_days()
    {
        var (message, now) = (Message(), TestTimes.Now);
        List<TimeSpan> waits = [];
        while (message.IsUnsent)
        {
            message.Claim(Guid.NewGuid(), now.AddMinutes(2));
            message.Failed("500", now);
            waits.Add(message.NextAttemptAt - now);
            now = message.NextAttemptAt;
        }

        Assert.Equal([15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600], waits.Take(10).Select(wait => wait.TotalSeconds));
        Assert.InRange(message.GivenUpAt!.Value - TestTimes.Now, TimeSpan.FromDays(3), TimeSpan.FromDays(3) + TimeSpan.FromHours(1));
        Assert.Equal(("500", null), (message.LastError, message.ClaimedBy));
    }

    [Fact]
    public void A_claim_can_be_released_only_by_its_holder()
    {
        var (message, holder) = (Message(), Guid.NewGuid());
        message.Claim(holder, TestTimes.Now.AddMinutes(2));
        message.ReleaseClaim(Guid.NewGuid());
        Assert.False(message.CanBeClaimed(TestTimes.Now));
        message.ReleaseClaim(holder);
        Assert.True(message.CanBeClaimed(TestTimes.Now));
    }

    [Fact]
    public void The_former_secret_signs_too_for_a_day()
    {
        var webhook = AWebhook.At("https://receiver.example/", "old", WebhookEvent.CheckedIn);
        webhook.RenewSecret("new", TestTimes.Now);

        Assert.Equal(["new", "old"], webhook.SecretsAt(TestTimes.Now.AddHours(23)));
        Assert.Equal(["new"], webhook.SecretsAt(TestTimes.Now.AddDays(1)));
    }

    [Fact]
    public void Each_change_has_a_version_of_its_own()
    {
        var webhook = AWebhook.At("https://receiver.example/", WebhookEvent.CheckedIn);
        List<int> versions = [webhook.Version];
        Action[] changes =
        [
            () => webhook.Edit(Check("https://other.example/", Internet).Value!), () => webhook.RenewSecret("new", TestTimes.Now),
            () => webhook.SwitchOff(TestTimes.Now, isGone: true), webhook.SwitchOn, () => webhook.Remove(TestTimes.Now),
        ];
        foreach (var change in changes)
        {
            change();
            versions.Add(webhook.Version);
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], versions);
    }

    [Fact]
    public void It_is_on_until_it_is_switched_off_or_removed()
    {
        var webhook = AWebhook.At("https://receiver.example/", WebhookEvent.CheckedIn);
        Assert.Equal((true, false), (webhook.IsOn, webhook.IsGone));
        webhook.SwitchOff(TestTimes.Now);
        Assert.Equal((false, false, TestTimes.Now), (webhook.IsOn, webhook.IsGone, webhook.SwitchedOffAt));
        webhook.SwitchOff(TestTimes.Now, isGone: true);
        Assert.True(webhook.IsGone);
        webhook.SwitchOn();
        Assert.Equal((true, false), (webhook.IsOn, webhook.IsGone));

        webhook.RenewSecret("new", TestTimes.Now);
        webhook.Remove(TestTimes.Now);

        Assert.False(webhook.IsOn);
        Assert.Equal(("", "", null, null), (webhook.Address, webhook.Secret, webhook.FormerSecret, webhook.FormerSecretUntil));
    }

    [Fact]
    public void A_new_one_has_its_events_and_its_time()
    {
        var webhook = AWebhook.At("https://receiver.example/", "secret", WebhookEvent.CheckedIn, WebhookEvent.ReservationConfirmed);

        Assert.Equal((TestTimes.Now, "secret", 2), (webhook.CreatedAt, webhook.Secret, WebhookEvents.Read(webhook.Events).Count));
        Assert.Equal(["secret"], webhook.SecretsAt(TestTimes.Now));
    }

    private static WebhookDelivery Message() => WebhookDelivery.Of(1, Guid.NewGuid(), WebhookEvent.Test, new WebhookData(), TestTimes.Now);

    private static Result<ValidWebhook> Check(string? address, WebhookNetworks networks) =>
        ValidWebhook.Check(new WebhookInput { WebhookAddress = address, WebhookEvents = ["reservation.confirmed"] }, networks);
}

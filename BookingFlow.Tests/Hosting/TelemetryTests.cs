using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BookingFlow.Tests.Hosting;

/// <summary>What a collector gets to see: the whole program, a real journey, and a real receiver that keeps every byte.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class TelemetryTests
{
    private static readonly string[] Metrics =
    [
        "bookingflow.reservations", "bookingflow.confirmations", "bookingflow.confirmations.seats", "bookingflow.check_ins",
        "bookingflow.check_ins.people",
        "bookingflow.refusals", "bookingflow.mails", "bookingflow.lock.wait", "bookingflow.mail.backlog", "http.server.request.duration",
    ];

    private static readonly string[] Spans =
    [
        "write ReserveSeats", "write ConfirmReservation", "write CheckInParty", "write OutboxMailSender", "mail", "bookingflow.outcome",
        "GET tickets/{ticketToken", "POST performances/{id", "http.route",
    ];

    [Fact]
    public async Task Of_a_whole_evening_a_collector_gets_every_number_and_span_and_no_link_name_or_address()
    {
        using var collector = new OtlpSink();
        WholeEvening evening;
        await using (var app = await BookingFlowApp.StartAsync(clock: null, To(collector, "true")))
        {
            evening = await WholeEvening.PlayAsync(app);
            using var curious = app.Visitor();
            await curious.OpenAsync("/?q=Whoever+was+searched+for");
            await curious.OpenAsync("/a-path-that-somebody-typed");
            await app.AllMailIsOutAsync();
            foreach (var name in Metrics.Concat(Spans))
            {
                await collector.WaitForAsync(name);
            }
        }

        Assert.Equal(["/otlp/v1/metrics", "/otlp/v1/traces"], collector.Paths);
        Assert.All(
            [.. evening.Tokens, .. evening.People, "searched", "somebody-typed", "url.path", "url.query", "client.address", "user_agent"],
            secret => Assert.False(collector.Holds(secret), $"'{secret}' was sent."));
    }

    [Fact]
    public async Task Switched_off_nothing_is_sent_and_nothing_of_it_is_there()
    {
        using var collector = new OtlpSink();
        await using (var app = await BookingFlowApp.StartAsync(clock: null, To(collector, "false")))
        {
            var performance = await app.AddAsync(app.APerformanceTonight());
            using var visitor = app.Visitor();
            await app.TicketAsync(visitor, performance.Id);
            Assert.Null(app.Services.GetService<TracerProvider>());
            Assert.Null(app.Services.GetService<MeterProvider>());
            Assert.DoesNotContain(
                app.Services.GetServices<IHostedService>(),
                s =>
                    s.GetType().Name.Contains("Telemetry", StringComparison.Ordinal)
                        || s.GetType().Name.Contains("Backlog", StringComparison.Ordinal));
        }

        Assert.Empty(collector.Paths);
    }

    [Theory]
    [InlineData("Grpc")]
    [InlineData("HttpProtobuf")]
    public async Task A_collector_that_is_away_is_no_visitors_trouble(string protocol)
    {
        await using var app = await BookingFlowApp.StartAsync(
            clock: null, ("Telemetry:Enabled", "true"), ("Telemetry:Endpoint", ProgramProcess.FreeAddress()), ("Telemetry:Protocol", protocol));
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        await app.TicketAsync(visitor, performance.Id);
    }

    private static (string Key, string Value)[] To(OtlpSink collector, string enabled) =>
        [
            ("Telemetry:Enabled", enabled), ("Telemetry:Endpoint", collector.Address + "/otlp"), ("Telemetry:Protocol", "HttpProtobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"), ("OTEL_BSP_SCHEDULE_DELAY", "500"),
        ];
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BookingFlow.Tests.Hosting;

/// <summary>Tests of the exported telemetry: the running program and an OTLP receiver that records every byte.</summary>
[Collection(nameof(NonParallelTests))]
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
    public async Task Collector_receives_every_metric_and_span_and_no_personal_data_or_tokens()
    {
        using var collector = new OtlpSink();
        EndToEndScenario scenario;
        await using (var app = await BookingFlowApp.StartAsync(clock: null, TelemetryTo(collector, "true")))
        {
            scenario = await EndToEndScenario.RunAsync(app);
            using var visitor = app.Visitor();
            await visitor.OpenAsync("/?q=A+searched+term");
            await visitor.OpenAsync("/an-unknown-path");
            await app.WaitUntilMailIsSentAsync();
            foreach (var name in Metrics.Concat(Spans))
            {
                await collector.WaitForAsync(name);
            }
        }

        Assert.Equal(["/otlp/v1/metrics", "/otlp/v1/traces"], collector.Paths);
        Assert.All(
            [.. scenario.Tokens, .. scenario.PersonalData, "searched", "unknown-path", "url.path", "url.query", "client.address", "user_agent"],
            secret => Assert.False(collector.HasReceived(secret), $"'{secret}' was sent."));
    }

    [Fact]
    public async Task Disabled_telemetry_sends_nothing_and_registers_no_services()
    {
        using var collector = new OtlpSink();
        await using (var app = await BookingFlowApp.StartAsync(clock: null, TelemetryTo(collector, "false")))
        {
            var performance = await app.AddAsync(app.APerformanceTonight());
            using var visitor = app.Visitor();
            await app.ReserveAndConfirmAsync(visitor, performance.Id);
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
    public async Task Unreachable_collector_does_not_affect_visitors(string protocol)
    {
        await using var app = await BookingFlowApp.StartAsync(
            clock: null, ("Telemetry:Enabled", "true"), ("Telemetry:Endpoint", ProgramProcess.FreeAddress()), ("Telemetry:Protocol", protocol));
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        await app.ReserveAndConfirmAsync(visitor, performance.Id);
    }

    private static (string Key, string Value)[] TelemetryTo(OtlpSink collector, string enabled) =>
        [
            ("Telemetry:Enabled", enabled), ("Telemetry:Endpoint", collector.Address + "/otlp"), ("Telemetry:Protocol", "HttpProtobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"), ("OTEL_BSP_SCHEDULE_DELAY", "500"),
        ];
}

using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails;
using BookingFlow.Web.Hosting;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases;
using BookingFlow.Web.UseCases.Administration;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Mail;
using BookingFlow.Web.UseCases.Programme;
using BookingFlow.Web.UseCases.Reservations;
using BookingFlow.Web.Webhooks;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>
/// Every use case, registered as in the program but without the web pages. The clock is set by the test and starts at
/// <see cref="TestTimes.Now"/>; jobs are recorded and do not run.
/// </summary>
public abstract class UseCaseFixture
{
    public static readonly BookingRules Rules = new(
        MaxPartySize: 10, TimeSpan.FromHours(24), CheckInOpensBefore: TimeSpan.FromMinutes(90), CheckInClosesAfter: TimeSpan.FromMinutes(60));

    /// <summary>Two hours ahead of UTC at <see cref="TestTimes.Now"/>.</summary>
    public static readonly Venue Venue = new("Teatro", TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome"));

    public static readonly PublicLinks Links = new(() => new Uri("https://tickets.theatre.example/"));

    private readonly IServiceProvider _services;

    /// <param name="clock">Null for one of its own, which starts at <see cref="TestTimes.Now"/>.</param>
    protected UseCaseFixture(IDbContextFactory<BookingDbContext> database, BookingMetrics metrics, FakeTimeProvider? clock = null)
    {
        Clock = clock ?? new FakeTimeProvider(new DateTimeOffset(TestTimes.Now));
        _services = CreateServices(database, metrics);
    }

    public FakeTimeProvider Clock { get; }

    public RecordedJobs Jobs { get; } = new();

    public WriteTransaction Write => Get<WriteTransaction>();

    public StaffIdentity Identity => Get<StaffIdentity>();

    public CurrentVenue CurrentVenue => Get<CurrentVenue>();

    public PublicContentVersion PublicContent => Get<PublicContentVersion>();

    public CurrentWebhooks CurrentWebhooks => Get<CurrentWebhooks>();

    public WebhookSecrets WebhookSecrets => Get<WebhookSecrets>();

    public WebhookUseCases Webhooks => new(_services);

    public AccessTokenUseCases AccessTokens => new(_services);

    public StaffUseCases Staff => new(_services);

    public ReserveSeats ReserveSeats => Get<ReserveSeats>();

    public ReserveSeveral ReserveSeveral => Get<ReserveSeveral>();

    public ConfirmGroup ConfirmGroup => Get<ConfirmGroup>();

    public OpenFromGroup OpenFromGroup => Get<OpenFromGroup>();

    public ConfirmReservation ConfirmReservation => Get<ConfirmReservation>();

    public OpenTicket OpenTicket => Get<OpenTicket>();

    public RecordScan RecordScan => Get<RecordScan>();

    public CheckInParty CheckInParty => Get<CheckInParty>();

    public RecordDeviceAdmission RecordDeviceAdmission => Get<RecordDeviceAdmission>();

    public ReceiveDeviceRecords ReceiveDeviceRecords => Get<ReceiveDeviceRecords>();

    public PairDevice PairDevice => Get<PairDevice>();

    public NameVolunteer NameVolunteer => Get<NameVolunteer>();

    public EndPairedDevice EndPairedDevice => Get<EndPairedDevice>();

    public RecordDoorListDownload RecordDoorListDownload => Get<RecordDoorListDownload>();

    public JoinWaitingList JoinWaitingList => Get<JoinWaitingList>();

    public CloseWaitingLists CloseWaitingLists => Get<CloseWaitingLists>();

    public ReleaseAccessPlaces ReleaseAccessPlaces => Get<ReleaseAccessPlaces>();

    public ChangeRoomAccess ChangeRoomAccess => Get<ChangeRoomAccess>();

    public AdmitWaitingParty AdmitWaitingParty => Get<AdmitWaitingParty>();

    public RemindParties RemindParties => Get<RemindParties>();

    public ExpireReservations ExpireReservations => Get<ExpireReservations>();

    public SellSeats SellSeats => Get<SellSeats>();

    public ConfirmForParty ConfirmForParty => Get<ConfirmForParty>();

    public ReinstateReservation ReinstateReservation => Get<ReinstateReservation>();

    public ChangePartySize ChangePartySize => Get<ChangePartySize>();

    public CancelReservation CancelReservation => Get<CancelReservation>();

    public CorrectEmail CorrectEmail => Get<CorrectEmail>();

    public ResendMail ResendMail => Get<ResendMail>();

    public ResendLink ResendLink => Get<ResendLink>();

    public PrintTicket PrintTicket => Get<PrintTicket>();

    public RetryMail RetryMail => Get<RetryMail>();

    public SendPartyMessage SendPartyMessage => Get<SendPartyMessage>();

    public SendTestMail SendTestMail => Get<SendTestMail>();

    public AddRoom AddRoom => Get<AddRoom>();

    public RenameRoom RenameRoom => Get<RenameRoom>();

    public ChangeRoomCapacity ChangeRoomCapacity => Get<ChangeRoomCapacity>();

    public RetireRoom RetireRoom => Get<RetireRoom>();

    public ChangeDirections ChangeDirections => Get<ChangeDirections>();

    public ChangeVenueText ChangeVenueText => Get<ChangeVenueText>();

    public LoadVenueProfile LoadVenueProfile => Get<LoadVenueProfile>();

    public ChangeVenueProfile ChangeVenueProfile => Get<ChangeVenueProfile>();

    public ChangeOwnReservation ChangeOwnReservation => Get<ChangeOwnReservation>();

    public ChangeVenueLogo ChangeVenueLogo => Get<ChangeVenueLogo>();

    public AddShow AddShow => Get<AddShow>();

    public EditShow EditShow => Get<EditShow>();

    public PublishShow PublishShow => Get<PublishShow>();

    public ChangePoster ChangePoster => Get<ChangePoster>();

    public ConvertStoredPosters ConvertStoredPosters => Get<ConvertStoredPosters>();

    public PlanPerformances PlanPerformances => Get<PlanPerformances>();

    public EditPerformance EditPerformance => Get<EditPerformance>();

    public ChangeSeats ChangeSeats => Get<ChangeSeats>();

    public CancelPerformance CancelPerformance => Get<CancelPerformance>();

    public UndoCheckIn UndoCheckIn => Get<UndoCheckIn>();

    public MoveReservation MoveReservation => Get<MoveReservation>();

    public AdmitWalkIn AdmitWalkIn => Get<AdmitWalkIn>();

    public CheckInByList CheckInByList => Get<CheckInByList>();

    public ExportReservations ExportReservations => Get<ExportReservations>();

    public EraseReservation EraseReservation => Get<EraseReservation>();

    public EraseExpiredPersonalData EraseExpiredPersonalData => Get<EraseExpiredPersonalData>();

    public CanonicalizeAddresses CanonicalizeAddresses => Get<CanonicalizeAddresses>();

    public EraseAddress EraseAddress => Get<EraseAddress>();

    public ExportAddress ExportAddress => Get<ExportAddress>();

    /// <summary>Creates the use cases with another context factory and metrics, and with the clock and job queue of this fixture.</summary>
    /// <param name="limits">Null: requests of mail are not limited.</param>
    public ServiceProvider CreateServices(
        IDbContextFactory<BookingDbContext> database, BookingMetrics metrics, RequestedMailLimits? limits = null) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(database)
        .AddSingleton(metrics)
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton(provider => new CurrentVenue(Venue, Rules, provider.GetRequiredService<PublicContentVersion>()))
        .AddSingleton(Links)
        .AddSingleton<ICommittedMail>(new Outbox(Jobs, TimeSpan.Zero, TimeProvider.System, NullLogger<Outbox>.Instance))
        .AddSingleton<ICommittedWebhooks>(new WebhookOutbox(Jobs, TimeSpan.Zero, TimeProvider.System, NullLogger<WebhookOutbox>.Instance))
        .AddSingleton<CurrentWebhooks>()
        .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider())
        .AddSingleton<WebhookSecrets>()
        .AddSingleton(new WebhookNetworks([]))
        .AddSingleton<PublicContentVersion>()
        .AddSingleton<MailServerCapabilities>()
        .AddSingleton(limits ?? RequestedMailLimits.None)
        .AddSingleton<DatabaseFaultLog>()
        .AddSingleton<WriteTransaction>()
        .Configure<IdentityOptions>(StaffIdentity.Configure)
        .AddSingleton<StaffIdentity>()
        .AddPictures()
        .AddUseCases()
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });

    private T Get<T>()
        where T : notnull =>
        _services.GetRequiredService<T>();
}

using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails;
using BookingFlow.Web.Emails.Composition;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Emails.Jobs;

namespace BookingFlow.Web.Hosting;

/// <summary>Registers the outbox, the composer and the delivery of mail. <see cref="JobHosting"/> registers the server that runs the jobs.</summary>
public static class MailHosting
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Outbox>(provider, Outbox.BatchWindow, TimeProvider.System));
        services.AddSingleton<ICommittedMail>(provider => provider.GetRequiredService<Outbox>());
        services.AddSingleton<MailServerCapabilities>();
        services.AddSingleton<MailComposer>();
        // Scoped: each job, and each parallel session of ProcessOutboxJob, has its own SMTP session.
        services.AddScoped<IMailDelivery>(provider => provider.GetRequiredService<MailSettings>() switch
        {
            { Delivery: MailDeliveryKind.Folder } mail => new FolderDelivery(mail.Folder),
            { Delivery: MailDeliveryKind.Smtp } mail => new SmtpDelivery(
                mail.Smtp, provider.GetRequiredService<MailServerCapabilities>(), provider.GetRequiredService<TimeProvider>()),
        });
        services.AddSingleton<OutboxMailClaims>();
        services.AddTransient<OutboxMailSender>();
        services.AddTransient<MailBatchSender>();
        services.AddTransient<SendNewMailJob>();
        services.AddSingleton<ProcessOutboxJob>();
        return services;
    }
}

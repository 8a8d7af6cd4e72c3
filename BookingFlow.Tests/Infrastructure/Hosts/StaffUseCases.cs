using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>Everything that can happen to the accounts of the house.</summary>
public sealed class StaffUseCases
{
    public StaffUseCases(WriteTransaction write, Outbox outbox, TimeProvider clock)
    {
        var rules = new IdentityOptions();
        StaffAccounts.Rules(rules);
        Accounts = new StaffAccounts(Options.Create(rules), NullLogger<UserManager<StaffUser>>.Instance);
        InviteStaff = new InviteStaff(write, Accounts, outbox, clock);
        EditStaff = new EditStaff(write, Accounts, clock);
        DisableStaff = new DisableStaff(write, Accounts, clock);
        EnableStaff = new EnableStaff(write, Accounts, clock);
        SendPasswordLink = new SendPasswordLink(write, Accounts, outbox, clock);
        SetPassword = new SetPassword(write, Accounts, clock);
        InitialSetup = new InitialSetup(write, Accounts, clock);
        SwitchTwoFactorOn = new SwitchTwoFactorOn(write, Accounts, clock);
        SwitchTwoFactorOff = new SwitchTwoFactorOff(write, Accounts, clock);
    }

    public StaffAccounts Accounts { get; }

    public InviteStaff InviteStaff { get; }

    public EditStaff EditStaff { get; }

    public DisableStaff DisableStaff { get; }

    public EnableStaff EnableStaff { get; }

    public SendPasswordLink SendPasswordLink { get; }

    public SetPassword SetPassword { get; }

    public InitialSetup InitialSetup { get; }

    public SwitchTwoFactorOn SwitchTwoFactorOn { get; }

    public SwitchTwoFactorOff SwitchTwoFactorOff { get; }
}

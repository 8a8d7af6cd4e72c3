using BookingFlow.Web.UseCases.Administration;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>The use cases of staff accounts.</summary>
public sealed class StaffUseCases(IServiceProvider services)
{
    public InviteStaff InviteStaff => services.GetRequiredService<InviteStaff>();

    public EditStaff EditStaff => services.GetRequiredService<EditStaff>();

    public DisableStaff DisableStaff => services.GetRequiredService<DisableStaff>();

    public EnableStaff EnableStaff => services.GetRequiredService<EnableStaff>();

    public EndStaffSession EndStaffSession => services.GetRequiredService<EndStaffSession>();

    public SendPasswordLink SendPasswordLink => services.GetRequiredService<SendPasswordLink>();

    public SetPassword SetPassword => services.GetRequiredService<SetPassword>();

    public InitialSetup InitialSetup => services.GetRequiredService<InitialSetup>();

    public SwitchTwoFactorOn SwitchTwoFactorOn => services.GetRequiredService<SwitchTwoFactorOn>();

    public SwitchTwoFactorOff SwitchTwoFactorOff => services.GetRequiredService<SwitchTwoFactorOff>();
}

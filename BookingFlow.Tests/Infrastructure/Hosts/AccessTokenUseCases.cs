using BookingFlow.Web.UseCases.Administration;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>The use cases of personal access tokens.</summary>
public sealed class AccessTokenUseCases(IServiceProvider services)
{
    public AddAccessToken Add => services.GetRequiredService<AddAccessToken>();

    public RevokeAccessToken Revoke => services.GetRequiredService<RevokeAccessToken>();

    public RecordTokenUse RecordUse => services.GetRequiredService<RecordTokenUse>();
}

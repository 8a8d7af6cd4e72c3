using BookingFlow.Web.Components;
using BookingFlow.Web.UseCases;
using BookingFlow.Web.UseCases.Administration;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.UseCases;

public sealed class UseCaseRegistrationTests
{
    [Fact]
    public void Every_use_case_is_registered_once_without_its_inputs_and_results()
    {
        var registered = new ServiceCollection().AddUseCases().Select(service => service.ServiceType).ToList();

        Assert.Equal(89, registered.Count);
        Assert.Equal(registered.Count, registered.Distinct().Count());
        Assert.Contains(typeof(ConfirmReservation), registered);
        Assert.Contains(typeof(LockedReservation), registered);
        Assert.DoesNotContain(typeof(ReservationInput), registered);
        Assert.DoesNotContain(typeof(Admission), registered);
        Assert.DoesNotContain(typeof(RecoveryCodes), registered);
    }
}

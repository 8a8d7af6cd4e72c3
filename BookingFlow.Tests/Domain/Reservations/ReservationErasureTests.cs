namespace BookingFlow.Tests.Domain.Reservations;

/// <summary>The personal data of a reservation, and its erasure.</summary>
public sealed class ReservationErasureTests
{
    private static readonly DateTime Later = TestTimes.Now.AddHours(3);

    [Fact]
    public void Erasing_removes_the_personal_data_and_keeps_seats_and_reference()
    {
        var reservation = new AReservation().WithPhone("+39 0471 1").WithNotes("by bus").WithReference("K7QF-2M").OfParty(4).Confirmed().Build();

        reservation.Erase(Later);
        reservation.Erase(Later.AddDays(1));

        Assert.Equal((Reservation.ErasedName, null, null, null), (reservation.Name, reservation.Email, reservation.Phone, reservation.Notes));
        Assert.Equal((Later, "k7qf2m", 4), (reservation.ErasedAt, reservation.SearchKey.Trim(), reservation.Performance.ConfirmedSeats));
    }

    [Theory]
    [InlineData("ill", "ill")]
    [InlineData("ADA LOVELACE is ill", "… is ill")]
    [InlineData("Mrs Lovelace, ada@example.org, +39 0471 1.", "Mrs …, …, ….")]
    [InlineData("adamant (.*)", "adamant (.*)")]
    [InlineData(null, null)]
    public void A_reason_for_the_log_loses_the_partys_data(string? reason, string? expected) =>
        Assert.Equal(expected, new AReservation().WithPhone("+39 0471 1").Build().WithoutPersonalData(reason));

    [Fact]
    public void Erasing_removes_what_the_party_asked_for_of_the_room_and_the_group_but_not_its_places()
    {
        var reservation = new AReservation().For(new APerformance().WithAccessPlaces(1, 1).Build())
            .Needing(new AccessNeeds(WheelchairPlace: true, CompanionPlace: false, StepFreeAccess: true, InductionLoop: true)).Build();
        (reservation.GroupId, reservation.StaffNote) = (Guid.NewGuid(), "Comes late");
        Assert.Equal(new AccessNeeds(true, false, true, true), reservation.Access);

        reservation.Erase(Later);

        Assert.Equal(new AccessNeeds(true, false), reservation.Access);
        Assert.Equal((null, null), (reservation.GroupId, reservation.StaffNote));
    }

    [Theory]
    [InlineData("Jo de Wit", "de Wit or Wit, de facto Jo", "de … or …, de facto Jo")]
    [InlineData("", "ada@example.org is ill", "… is ill")]
    public void Short_words_and_an_erased_name_are_not_looked_for(string name, string reason, string expected)
    {
        var reservation = new AReservation().Build();
        reservation.Name = name;

        Assert.Equal(expected, reservation.WithoutPersonalData(reason));
    }

    [Fact]
    public void The_key_of_the_mailbox_follows_the_address()
    {
        var reservation = new AReservation().WithEmail("ada@example.org").Build();
        Assert.Equal(MailboxKey.Of("ada@example.org"), reservation.MailboxKey);

        reservation.Email = null;

        Assert.Null(reservation.MailboxKey);
    }
}

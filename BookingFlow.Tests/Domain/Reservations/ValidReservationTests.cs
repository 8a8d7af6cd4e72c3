using System.Globalization;
using CsCheck;

namespace BookingFlow.Tests.Domain.Reservations;

public sealed class ValidReservationTests
{
    private const int Most = 10;

    [Fact]
    public void A_plain_request_is_taken_as_it_was_typed()
    {
        var details = Check("Ada Lovelace", "ada@example.org", "+44 20 7946 0000", "Step-free, please", "2").Value!;

        Assert.Equal(
            ("Ada Lovelace", "ada@example.org", "+44 20 7946 0000", "Step-free, please", 2),
            (details.Name, details.Email, details.Phone, details.Notes, details.PartySize));
    }

    [Fact]
    public void Spaces_around_what_was_typed_are_dropped()
    {
        var details = Check("  Ada\t", "\u00A0ada@example.org \r\n", " 1 ", "\n hello \n", " 2 ").Value!;

        Assert.Equal(("Ada", "ada@example.org", "1", "hello", 2), (details.Name, details.Email, details.Phone, details.Notes, details.PartySize));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t\r\n")]
    public void Empty_optional_fields_are_nothing_at_all(string? empty)
    {
        var details = Check("Ada", "ada@example.org", empty, empty, "2").Value!;

        Assert.Null(details.Phone);
        Assert.Null(details.Notes);
    }

    [Fact]
    public void Everything_that_is_missing_is_told_at_once_in_the_order_of_the_form() =>
        Assert.Equal(
            [
                new InvalidField(FormField.Name, FieldProblem.Missing),
                new InvalidField(FormField.Email, FieldProblem.Missing),
                new InvalidField(FormField.PartySize, FieldProblem.Missing),
            ],
            Check(null, " ", null, null, "").Failure!.Fields);

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_in_the_order_of_the_form() =>
        Assert.Equal(
            [
                new InvalidField(FormField.Name, FieldProblem.HasControlCharacters),
                new InvalidField(FormField.Email, FieldProblem.NotAnEmail),
                new InvalidField(FormField.Phone, FieldProblem.TooLong, Limits.Phone),
                new InvalidField(FormField.Notes, FieldProblem.TooLong, Limits.Notes),
                new InvalidField(FormField.PartySize, FieldProblem.TooMany, Most),
            ],
            Check("A\0da", "ada", new string('1', Limits.Phone + 1), new string('n', Limits.Notes + 1), "11").Failure!.Fields);

    [Theory]
    [InlineData(FormField.Name, Limits.Name)]
    [InlineData(FormField.Phone, Limits.Phone)]
    [InlineData(FormField.Notes, Limits.Notes)]
    public void A_text_may_be_as_long_as_its_limit_and_not_one_character_longer(FormField field, int limit)
    {
        Assert.Empty(ProblemsOf(field, new string('x', limit)));
        Assert.Equal([new InvalidField(field, FieldProblem.TooLong, limit)], ProblemsOf(field, new string('x', limit + 1)));
        Assert.Empty(ProblemsOf(field, "  " + new string('x', limit) + "  "));
    }

    [Fact]
    public void An_address_may_have_254_characters_and_not_one_more()
    {
        var host = string.Join('.', Enumerable.Repeat(new string('h', 60), 3));
        var longest = new string('u', 64) + "@" + host + "." + new string('c', Limits.Email - 64 - 1 - host.Length - 1 - 3) + ".de";
        Assert.Equal(Limits.Email, longest.Length);

        Assert.Empty(ProblemsOf(FormField.Email, longest));
        Assert.Equal([new InvalidField(FormField.Email, FieldProblem.TooLong, Limits.Email)], ProblemsOf(FormField.Email, longest + "x"));
    }

    [Theory]
    [InlineData(FormField.Name)]
    [InlineData(FormField.Email)]
    [InlineData(FormField.Phone)]
    public void No_field_of_one_line_can_smuggle_a_second_one_into_a_mail_header(FormField field)
    {
        foreach (var lineBreak in new[] { "\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029", "\f", "\v" })
        {
            Assert.Equal(
                [new InvalidField(field, FieldProblem.HasControlCharacters)], ProblemsOf(field, $"eve@example.org{lineBreak}Bcc: all@example.org"));
        }
    }

    [Fact]
    public void No_field_takes_control_characters_except_the_line_breaks_and_tabs_of_the_notes() =>
        Gen.Select(Gen.OneOf(Gen.Char['\0', '\u001F'], Gen.Char['\u007F', '\u009F']), Gen.OneOf(Fields)).Sample((control, field) =>
        {
            var becomesALineBreak = control is '\n' or '\r' or '\f' or '\u0085';
            var allowed = field == FormField.Notes && (becomesALineBreak || control == '\t');

            var expected = allowed ? [] : new[] { new InvalidField(field, FieldProblem.HasControlCharacters) };
            Assert.Equal(expected, ProblemsOf(field, $"a{control}b"));
        });

    [Theory]
    [InlineData('\u202E')]
    [InlineData('\u2066')]
    public void A_name_cannot_turn_round_what_the_steward_reads(char turn) =>
        Assert.Equal(
            FieldProblem.HasControlCharacters, Assert.Single(Check($"Ada {turn}ecalevoL", "a@example.org", null, null, "1").Failure!.Fields).Problem);

    [Fact]
    public void Notes_keep_their_line_breaks_in_one_spelling() =>
        Assert.Equal("one\ntwo\nthree\tand\nfour", Check("Ada", "ada@example.org", null, "one\r\ntwo\rthree\tand\u2028four", "2").Value!.Notes);

    [Theory]
    [InlineData("\uD83C")]
    [InlineData("\uDFAD")]
    [InlineData("\uDFAD\uD83C")]
    [InlineData("\uFFFD")]
    public void Half_a_character_is_refused_because_no_database_keeps_it(string half)
    {
        foreach (var field in Fields)
        {
            Assert.Equal([new InvalidField(field, FieldProblem.HasControlCharacters)], ProblemsOf(field, $"Eve {half} x"));
        }
    }

    [Theory]
    [InlineData("Zoë Ångström-O’Brien")]
    [InlineData("李小龍")]
    [InlineData("محمد بن سلمان")]
    [InlineData("Владимир Ильич")]
    [InlineData("नरेन्द्र")]
    [InlineData("Y")]
    [InlineData("Robert'); DROP TABLE Reservations;--")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("X Æ A-12 🎭")]
    [InlineData("👩‍👩‍👧‍👦 family")]
    [InlineData("A\u0308rger")]
    public void People_are_called_what_they_are_called(string name) => Assert.Equal(name, Check(name, "a@example.org", null, null, "1").Value!.Name);

    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("a@b.de")]
    [InlineData("first.last+theatre@mail.example.co.uk")]
    [InlineData("o'hara@example.org")]
    [InlineData("UPPER@EXAMPLE.ORG")]
    [InlineData("a!#$%&'*+/=?^_`{|}~-z@example.org")]
    [InlineData("ada@xn--mller-kva.example")]
    [InlineData("ada@müller.example")]
    [InlineData("1234567890@example.org")]
    public void Addresses_that_people_have_are_taken_as_typed(string email) =>
        Assert.Equal(email, Check("Ada", email, null, null, "1").Value!.Email);

    [Theory]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.org")]
    [InlineData("ada@example")]
    [InlineData("ada@@example.org")]
    [InlineData("ada@b@example.org")]
    [InlineData("ada example@example.org")]
    [InlineData("ada@exa mple.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("<ada@example.org>")]
    [InlineData("\"ada\"@example.org")]
    [InlineData("\"Eve\" eve@example.org")]
    [InlineData("ada@example.org,eve@example.org")]
    [InlineData("ada@example.org;eve@example.org")]
    [InlineData("ada(comment)@example.org")]
    [InlineData("ada@example.org (comment)")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("ada@127.0.0.1")]
    [InlineData("ada@[IPv6:::1]")]
    [InlineData("ada@localhost")]
    [InlineData("ada\\@example.org")]
    [InlineData("mailto:ada@example.org")]
    [InlineData("ada@example..org")]
    [InlineData("ada@.example.org")]
    [InlineData("ada@-example-.org")]
    [InlineData("ada@exa/mple.org")]
    [InlineData("ada@example.org?cc=eve@example.org")]
    [InlineData("ada@example.org>")]
    [InlineData("ada..b@example.org")]
    [InlineData(".ada@example.org")]
    [InlineData("ada.@example.org")]
    [InlineData("jürgen@example.org")]
    [InlineData("ada\u200B@example.org")]
    public void What_no_mail_server_would_take_as_it_stands_is_no_address(string email) =>
        Assert.Equal([new InvalidField(FormField.Email, FieldProblem.NotAnEmail)], ProblemsOf(FormField.Email, email));

    [Fact]
    public void The_part_before_the_at_sign_has_64_characters_at_most()
    {
        Assert.Empty(ProblemsOf(FormField.Email, new string('u', 64) + "@example.org"));
        Assert.Equal([new InvalidField(FormField.Email, FieldProblem.NotAnEmail)], ProblemsOf(FormField.Email, new string('u', 65) + "@example.org"));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("10", 10)]
    [InlineData(" 2 ", 2)]
    [InlineData("+2", 2)]
    [InlineData("007", 7)]
    public void A_party_size_is_a_whole_number(string typed, int people) =>
        Assert.Equal(people, Check("Ada", "ada@example.org", null, null, typed).Value!.PartySize);

    [Theory]
    [InlineData("two")]
    [InlineData("2.5")]
    [InlineData("2,5")]
    [InlineData("2.0")]
    [InlineData("1e1")]
    [InlineData("1e3")]
    [InlineData("0x2")]
    [InlineData("1 0")]
    [InlineData("1_0")]
    [InlineData("1,000")]
    [InlineData("(2)")]
    [InlineData("2-")]
    [InlineData("٢")]
    [InlineData("२")]
    [InlineData("２")]
    [InlineData("²")]
    [InlineData("Ⅱ")]
    [InlineData("NaN")]
    [InlineData("∞")]
    [InlineData("--2")]
    [InlineData("2; DROP TABLE")]
    public void What_is_no_whole_number_is_told_as_that(string typed) =>
        Assert.Equal([new InvalidField(FormField.PartySize, FieldProblem.NotANumber)], ProblemsOf(FormField.PartySize, typed));

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-1")]
    [InlineData("-9223372036854775808")]
    public void A_party_of_nobody_is_told_as_that(string typed) =>
        Assert.Equal([new InvalidField(FormField.PartySize, FieldProblem.NotPositive)], ProblemsOf(FormField.PartySize, typed));

    [Theory]
    [InlineData("11")]
    [InlineData("2147483647")]
    [InlineData("2147483648")]
    [InlineData("4294967298")]
    [InlineData("9223372036854775807")]
    public void A_party_above_the_limit_is_told_the_limit(string typed) =>
        Assert.Equal([new InvalidField(FormField.PartySize, FieldProblem.TooMany, Most)], ProblemsOf(FormField.PartySize, typed));

    [Theory]
    [InlineData("18446744073709551618")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("-99999999999999999999999999999999999999")]
    public void A_number_beyond_all_numbers_is_refused_and_never_wraps_round_to_a_small_one(string typed) =>
        Assert.False(Check("Ada", "ada@example.org", null, null, typed).Succeeded);

    [Fact]
    public void The_limit_is_the_one_that_was_asked_with() =>
        Gen.Select(Gen.Int[1, Limits.PartySize], Gen.Int[-5, Limits.PartySize + 5]).Sample((most, people) =>
            Assert.Equal(
                people >= 1 && people <= most,
                ValidReservation.Check("Ada", "ada@example.org", null, null, people.ToString(CultureInfo.InvariantCulture), most).Succeeded));

    [Fact]
    public void Whatever_is_typed_is_either_stored_within_the_limits_or_told_and_never_breaks_anything() =>
        Gen.Select(Gen.String, Gen.String, Gen.String, Gen.String, Gen.String).Sample((name, email, phone, notes, people) =>
        {
            var result = Check(name, email, phone, notes, people);
            if (!result.Succeeded)
            {
                Assert.NotEmpty(result.Failure.Fields);
                return;
            }

            Assert.InRange(result.Value.Name.Length, 1, Limits.Name);
            Assert.InRange(result.Value.PartySize, 1, Most);
        });

    [Fact]
    public void The_same_submission_has_the_same_key()
    {
        var submission = Guid.NewGuid();

        Assert.Equal(Typed().SubmissionKey(submission, 7), Typed().SubmissionKey(submission, 7));
        Assert.Equal(Typed().SubmissionKey(submission, 7), Typed(name: " Ada ").SubmissionKey(submission, 7));
    }

    [Fact]
    public void Going_back_and_changing_anything_makes_another_key()
    {
        var submission = Guid.NewGuid();
        Guid[] keys =
        [
            Typed().SubmissionKey(submission, 7), Typed().SubmissionKey(submission, 8), Typed().SubmissionKey(Guid.NewGuid(), 7),
            Typed(name: "Eve").SubmissionKey(submission, 7), Typed(email: "eve@example.org").SubmissionKey(submission, 7),
            Typed(phone: "1").SubmissionKey(submission, 7), Typed(notes: "1").SubmissionKey(submission, 7),
            Typed(people: "3").SubmissionKey(submission, 7),
        ];

        Assert.Distinct(keys);
    }

    [Fact]
    public void Words_that_move_from_one_field_to_the_next_make_another_key()
    {
        var submission = Guid.NewGuid();

        Assert.NotEqual(Typed(phone: "12", notes: "3").SubmissionKey(submission, 7), Typed(phone: "1", notes: "23").SubmissionKey(submission, 7));
        Assert.NotEqual(Typed(phone: "12").SubmissionKey(submission, 7), Typed(notes: "12").SubmissionKey(submission, 7));
    }

    private static FormField[] Fields => [FormField.Name, FormField.Email, FormField.Phone, FormField.Notes];

    private static Result<ValidReservation> Check(string? name, string? email, string? phone, string? notes, string? people) =>
        ValidReservation.Check(name, email, phone, notes, people, Most);

    private static ValidReservation Typed(
        string name = "Ada", string email = "ada@example.org", string? phone = null, string? notes = null, string people = "2") =>
        Check(name, email, phone, notes, people).Value!;

    private static IReadOnlyList<InvalidField> ProblemsOf(FormField field, string typed) => Check(
        field == FormField.Name ? typed : "Ada",
        field == FormField.Email ? typed : "ada@example.org",
        field == FormField.Phone ? typed : null,
        field == FormField.Notes ? typed : null,
        field == FormField.PartySize ? typed : "2").Failure?.Fields ?? [];
}

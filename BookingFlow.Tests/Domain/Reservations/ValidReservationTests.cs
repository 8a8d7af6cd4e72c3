using System.Globalization;
using CsCheck;

namespace BookingFlow.Tests.Domain.Reservations;

public sealed class ValidReservationTests
{
    private const int MaxPartySize = 10;

    [Fact]
    public void Valid_input_is_kept_as_typed()
    {
        var details = Check("Ada Lovelace", "ada@example.org", "+44 20 7946 0000", "Step-free, please", "2").Value!;

        Assert.Equal(
            ("Ada Lovelace", "ada@example.org", "+44 20 7946 0000", "Step-free, please", 2),
            (details.Name, details.Email, details.Phone, details.Notes, details.PartySize));
    }

    [Fact]
    public void Surrounding_white_space_is_trimmed()
    {
        var details = Check("  Ada\t", "\u00A0ada@example.org \r\n", " 1 ", "\n hello \n", " 2 ").Value!;

        Assert.Equal(("Ada", "ada@example.org", "1", "hello", 2), (details.Name, details.Email, details.Phone, details.Notes, details.PartySize));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t\r\n")]
    public void Empty_optional_fields_become_null(string? empty)
    {
        var details = Check("Ada", "ada@example.org", empty, empty, "2").Value!;

        Assert.Null(details.Phone);
        Assert.Null(details.Notes);
    }

    [Fact]
    public void All_missing_fields_are_reported_together_in_form_order() =>
        Assert.Equal(
            [
                new InvalidField(FormField.Name, FieldProblem.Missing),
                new InvalidField(FormField.Email, FieldProblem.Missing),
                new InvalidField(FormField.PartySize, FieldProblem.Missing),
            ],
            Check(null, " ", null, null, "").Failure!.Fields);

    [Fact]
    public void All_invalid_fields_are_reported_together_in_form_order() =>
        Assert.Equal(
            [
                new InvalidField(FormField.Name, FieldProblem.HasControlCharacters),
                new InvalidField(FormField.Email, FieldProblem.NotAnEmail),
                new InvalidField(FormField.Phone, FieldProblem.TooLong, Limits.Phone),
                new InvalidField(FormField.Notes, FieldProblem.TooLong, Limits.Notes),
                new InvalidField(FormField.PartySize, FieldProblem.TooMany, MaxPartySize),
            ],
            Check("A\0da", "ada", new string('1', Limits.Phone + 1), new string('n', Limits.Notes + 1), "11").Failure!.Fields);

    [Theory]
    [InlineData(FormField.Name, Limits.Name)]
    [InlineData(FormField.Phone, Limits.Phone)]
    [InlineData(FormField.Notes, Limits.Notes)]
    public void A_text_longer_than_its_limit_is_invalid(FormField field, int limit)
    {
        Assert.Empty(ProblemsOf(field, new string('x', limit)));
        Assert.Equal([new InvalidField(field, FieldProblem.TooLong, limit)], ProblemsOf(field, new string('x', limit + 1)));
        Assert.Empty(ProblemsOf(field, "  " + new string('x', limit) + "  "));
    }

    [Fact]
    public void An_email_address_longer_than_254_characters_is_invalid()
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
    public void A_line_break_in_a_single_line_field_is_invalid(FormField field)
    {
        foreach (var lineBreak in new[] { "\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029", "\f", "\v" })
        {
            Assert.Equal(
                [new InvalidField(field, FieldProblem.HasControlCharacters)], ProblemsOf(field, $"eve@example.org{lineBreak}Bcc: all@example.org"));
        }
    }

    [Fact]
    public void Control_characters_are_invalid_except_line_breaks_and_tabs() =>
        Gen.Select(Gen.OneOf(Gen.Char['\0', '\u001F'], Gen.Char['\u007F', '\u009F']), Gen.OneOf(Fields)).Sample((control, field) =>
        {
            var isLineBreak = control is '\n' or '\r' or '\f' or '\v' or '\u0085';
            InvalidField[] expected = (field, control) switch
            {
                (FormField.Notes, _) when isLineBreak => [],
                (FormField.Email, '\t') => [new(field, FieldProblem.NotAnEmail)],
                (_, '\t') => [],
                _ => [new(field, FieldProblem.HasControlCharacters)],
            };
            Assert.Equal(expected, ProblemsOf(field, $"a{control}b"));
        });

    [Theory]
    [InlineData('\u202A')]
    [InlineData('\u202E')]
    [InlineData('\u2066')]
    [InlineData('\u2069')]
    public void Bidirectional_control_characters_are_removed(char control)
    {
        var details = Check($"Ada {control}ecalevoL", $"{control}a@example.org", $"{control}+39 02{control}", $"a{control}b", "1").Value!;

        Assert.Equal(("Ada ecalevoL", "a@example.org", "+39 02", "ab"), (details.Name, details.Email, details.Phone, details.Notes));
    }

    [Fact]
    public void What_devices_paste_is_cleaned_in_every_field()
    {
        var details = Check(
            "\u2068Anna\u00A0Maria\u202FDonau\u00ADdampf\u2069", "\u202AAda Lovelace <ada@exam\u00ADple.org>\u202C", "\u202D+49\u00A030/123\u2011456/7\u202C",
            "first\vsecond \uFFFC", "\u00A02\u200B").Value!;

        Assert.Equal(
            ("Anna Maria Donaudampf", "ada@example.org", "+49 30/123\u2011456/7", "first\nsecond", 2),
            (details.Name, details.Email, details.Phone, details.Notes, details.PartySize));
    }

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u00AD\u200D")]
    [InlineData("\u3164")]
    [InlineData("\u2800 \u202E")]
    public void A_name_of_invisible_characters_is_missing(string name) =>
        Assert.Equal([new InvalidField(FormField.Name, FieldProblem.Missing)], ProblemsOf(FormField.Name, name));

    [Theory]
    [InlineData("030/123-456")]
    [InlineData("+49 (0)30 / 12 34 56")]
    [InlineData("06.12.34.56.78")]
    [InlineData("+39 02 1234 int. 5")]
    public void A_phone_number_is_kept_as_written(string phone) => Assert.Equal(phone, Check("Ada", "a@example.org", phone, null, "1").Value!.Phone);

    [Fact]
    public void Line_breaks_in_notes_are_normalised() =>
        Assert.Equal("one\ntwo\nthree\tand\nfour", Check("Ada", "ada@example.org", null, "one\r\ntwo\rthree\tand\u2028four", "2").Value!.Notes);

    [Theory]
    [InlineData("\uD83C")]
    [InlineData("\uDFAD")]
    [InlineData("\uDFAD\uD83C")]
    [InlineData("\uFFFD")]
    [InlineData("\uFFFE")]
    [InlineData("\uFFFF")]
    [InlineData("\uFDD0")]
    [InlineData("\U0001FFFE")]
    public void Lone_surrogates_replacement_characters_and_noncharacters_are_invalid(string invalid)
    {
        foreach (var field in Fields)
        {
            Assert.Equal([new InvalidField(field, FieldProblem.HasControlCharacters)], ProblemsOf(field, $"Eve {invalid} x"));
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
    [InlineData("علی\u200Cرضا")]
    [InlineData("क्\u200Dष")]
    [InlineData("👩🏽\u200D💻 and 🏳️\u200D🌈")]
    [InlineData("🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F")]
    public void Unusual_names_are_accepted_unchanged(string name) => Assert.Equal(name, Check(name, "a@example.org", null, null, "1").Value!.Name);

    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("a@b.de")]
    [InlineData("first.last+theatre@mail.example.co.uk")]
    [InlineData("o'hara@example.org")]
    [InlineData("a!#$%&'*+/=?^_`{|}~-z@example.org")]
    [InlineData("ada@müller.example")]
    [InlineData("1234567890@example.org")]
    [InlineData("jürgen@example.org")]
    [InlineData("ада@пример.example")]
    public void Valid_email_addresses_are_kept_as_typed(string email) =>
        Assert.Equal(email, Check("Ada", email, null, null, "1").Value!.Email);

    [Theory]
    [InlineData("UPPER@EXAMPLE.ORG", "UPPER@example.org")]
    [InlineData("ada@xn--mller-kva.example", "ada@müller.example")]
    public void Hosts_of_email_addresses_have_one_form(string email, string stored) =>
        Assert.Equal(stored, Check("Ada", email, null, null, "1").Value!.Email);

    [Theory]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.org")]
    [InlineData("ada@example")]
    [InlineData("ada@@example.org")]
    [InlineData("ada@b@example.org")]
    [InlineData("ada example@example.org")]
    [InlineData("ada@exa mple.org")]
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
    [InlineData("ada@example..org")]
    [InlineData("ada@.example.org")]
    [InlineData("ada@-example-.org")]
    [InlineData("ada@exa/mple.org")]
    [InlineData("ada@example.org?cc=eve@example.org")]
    [InlineData("ada..b@example.org")]
    [InlineData(".ada@example.org")]
    [InlineData("ada.@example.org")]
    public void Malformed_email_addresses_are_invalid(string email) =>
        Assert.Equal([new InvalidField(FormField.Email, FieldProblem.NotAnEmail)], ProblemsOf(FormField.Email, email));

    [Fact]
    public void Letters_beyond_ASCII_before_the_at_sign_are_refused_when_the_mail_server_cannot_send_to_them()
    {
        Assert.Equal(
            [new InvalidField(FormField.Email, FieldProblem.NonAsciiEmail)],
            ValidReservation.Check("Ada", "jürgen@example.org", null, null, "2", MaxPartySize, allowsNonAsciiEmail: false).Failure?.Fields);
        Assert.True(ValidReservation.Check("Ada", "ada@müller.example", null, null, "2", MaxPartySize, allowsNonAsciiEmail: false).Succeeded);
    }

    [Fact]
    public void The_local_part_of_an_email_address_has_at_most_64_octets()
    {
        Assert.Empty(ProblemsOf(FormField.Email, new string('ü', 32) + "@example.org"));
        Assert.Equal([new InvalidField(FormField.Email, FieldProblem.NotAnEmail)], ProblemsOf(FormField.Email, new string('ü', 33) + "@example.org"));
        Assert.Empty(ProblemsOf(FormField.Email, new string('u', 64) + "@example.org"));
        Assert.Equal([new InvalidField(FormField.Email, FieldProblem.NotAnEmail)], ProblemsOf(FormField.Email, new string('u', 65) + "@example.org"));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("10", 10)]
    [InlineData(" 2 ", 2)]
    [InlineData("+2", 2)]
    [InlineData("007", 7)]
    public void A_party_size_is_read_as_an_integer(string typed, int people) =>
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
    public void A_party_size_that_is_not_an_integer_is_invalid(string typed) =>
        Assert.Equal([new InvalidField(FormField.PartySize, FieldProblem.NotANumber)], ProblemsOf(FormField.PartySize, typed));

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-1")]
    [InlineData("-9223372036854775808")]
    public void A_party_size_below_one_is_invalid(string typed) =>
        Assert.Equal([new InvalidField(FormField.PartySize, FieldProblem.NotPositive)], ProblemsOf(FormField.PartySize, typed));

    [Theory]
    [InlineData("11")]
    [InlineData("2147483647")]
    [InlineData("2147483648")]
    [InlineData("4294967298")]
    [InlineData("9223372036854775807")]
    public void A_party_size_above_the_limit_is_invalid_and_reports_the_limit(string typed) =>
        Assert.Equal([new InvalidField(FormField.PartySize, FieldProblem.TooMany, MaxPartySize)], ProblemsOf(FormField.PartySize, typed));

    [Theory]
    [InlineData("18446744073709551618")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("-99999999999999999999999999999999999999")]
    public void A_party_size_beyond_the_integer_range_is_invalid_and_does_not_overflow(string typed) =>
        Assert.False(Check("Ada", "ada@example.org", null, null, typed).Succeeded);

    [Fact]
    public void The_given_party_size_limit_applies() =>
        Gen.Select(Gen.Int[1, Limits.PartySize], Gen.Int[-5, Limits.PartySize + 5]).Sample((limit, people) =>
            Assert.Equal(
                people >= 1 && people <= limit,
                ValidReservation.Check("Ada", "ada@example.org", null, null, people.ToString(CultureInfo.InvariantCulture), limit).Succeeded));

    [Fact]
    public void Arbitrary_input_is_either_valid_within_the_limits_or_reported_as_invalid() =>
        Gen.Select(Gen.String, Gen.String, Gen.String, Gen.String, Gen.String).Sample((name, email, phone, notes, people) =>
        {
            var result = Check(name, email, phone, notes, people);
            if (!result.Succeeded)
            {
                Assert.NotEmpty(result.Failure.Fields);
                return;
            }

            Assert.InRange(result.Value.Name.Length, 1, Limits.Name);
            Assert.InRange(result.Value.PartySize, 1, MaxPartySize);
        });

    [Fact]
    public void The_same_input_in_a_submission_has_the_same_key()
    {
        var submission = Guid.NewGuid();

        Assert.Equal(Valid().SubmissionKey(submission, 7), Valid().SubmissionKey(submission, 7));
        Assert.Equal(Valid().SubmissionKey(submission, 7), Valid(name: " Ada ").SubmissionKey(submission, 7));
    }

    [Fact]
    public void Changing_any_field_changes_the_submission_key()
    {
        var submission = Guid.NewGuid();
        Guid[] keys =
        [
            Valid().SubmissionKey(submission, 7), Valid().SubmissionKey(submission, 8), Valid().SubmissionKey(Guid.NewGuid(), 7),
            Valid(name: "Eve").SubmissionKey(submission, 7), Valid(email: "eve@example.org").SubmissionKey(submission, 7),
            Valid(phone: "1").SubmissionKey(submission, 7), Valid(notes: "1").SubmissionKey(submission, 7),
            Valid(people: "3").SubmissionKey(submission, 7),
        ];

        Assert.Distinct(keys);
    }

    [Fact]
    public void Text_moved_to_another_field_changes_the_submission_key()
    {
        var submission = Guid.NewGuid();

        Assert.NotEqual(Valid(phone: "12", notes: "3").SubmissionKey(submission, 7), Valid(phone: "1", notes: "23").SubmissionKey(submission, 7));
        Assert.NotEqual(Valid(phone: "12").SubmissionKey(submission, 7), Valid(notes: "12").SubmissionKey(submission, 7));
    }

    private static FormField[] Fields => [FormField.Name, FormField.Email, FormField.Phone, FormField.Notes];

    private static Result<ValidReservation> Check(string? name, string? email, string? phone, string? notes, string? people) =>
        ValidReservation.Check(name, email, phone, notes, people, MaxPartySize);

    private static ValidReservation Valid(
        string name = "Ada", string email = "ada@example.org", string? phone = null, string? notes = null, string people = "2") =>
        Check(name, email, phone, notes, people).Value!;

    private static IReadOnlyList<InvalidField> ProblemsOf(FormField field, string typed) => Check(
        field == FormField.Name ? typed : "Ada",
        field == FormField.Email ? typed : "ada@example.org",
        field == FormField.Phone ? typed : null,
        field == FormField.Notes ? typed : null,
        field == FormField.PartySize ? typed : "2").Failure?.Fields ?? [];

    [Theory]
    [InlineData(null, 4)]
    [InlineData(" 3 ", 3)]
    [InlineData("4", 4)]
    public void A_party_that_would_wait_names_the_smallest_number_or_comes_as_a_whole(string? typed, int smallest) =>
        Assert.Equal(smallest, Waiting(typed).Value?.SmallestParty);

    [Fact]
    public void A_party_that_does_not_wait_has_no_smallest_number()
    {
        Assert.Null(ValidReservation.Check("Ada", "ada@example.org", null, null, "4", MaxPartySize, smallestParty: "2").Value!.SmallestParty);
        Assert.Null(Check("Ada", "ada@example.org", null, null, "4").Value!.SmallestParty);
    }

    [Theory]
    [InlineData("5", FieldProblem.TooMany, 4)]
    [InlineData("0", FieldProblem.NotPositive, null)]
    [InlineData("few", FieldProblem.NotANumber, null)]
    public void The_smallest_number_is_one_to_the_party_size(string typed, FieldProblem problem, int? limit) =>
        Assert.Equal([new InvalidField(FormField.SmallestParty, problem, limit)], Waiting(typed).Failure?.Fields);

    [Fact]
    public void The_smallest_number_is_compared_with_a_valid_party_size_only() => Assert.Equal(
        [new InvalidField(FormField.PartySize, FieldProblem.NotANumber)],
        ValidReservation.Check("Ada", "ada@example.org", null, null, "x", MaxPartySize, waits: true, smallestParty: "3").Failure?.Fields);

    [Theory]
    [InlineData("2", null)]
    [InlineData("1", 2)]
    public void A_party_has_at_least_as_many_people_as_places(string people, int? limit) => Assert.Equal(
        limit is null ? null : [new InvalidField(FormField.PartySize, FieldProblem.TooFew, limit)],
        ValidReservation.Check("Ada", "ada@example.org", null, null, people, MaxPartySize, access: new AccessNeeds(true, true)).Failure?.Fields);

    [Fact]
    public void A_companion_comes_with_a_wheelchair() => Assert.Equal(
        [new InvalidField(FormField.WheelchairPlace, FieldProblem.Missing)],
        ValidReservation.Check("Ada", "ada@example.org", null, null, "2", MaxPartySize, access: new AccessNeeds(false, true)).Failure?.Fields);

    [Fact]
    public void Answers_are_kept_by_question_in_the_order_of_the_form()
    {
        var details = Asked(["Bus", " 3 ", "on"]).Value!;

        Assert.Equal([new ValidAnswer(11, "Bus"), new ValidAnswer(12, "3"), new ValidAnswer(13, ShowQuestion.Ticked)], details.Answers);
        Assert.Equal([new ValidAnswer(12, "4")], Asked([null, "4"]).Value!.Answers);
        Assert.Empty(Asked([]).Value!.Answers);
        Assert.Empty(ValidReservation.Check("Ada", "ada@example.org", null, null, "2", MaxPartySize, questions: Questions()).Value!.Answers);
    }

    [Fact]
    public void A_wrong_answer_is_named_by_its_field() => Assert.Equal(
        [new(FormField.Answer1, FieldProblem.TooLong, Limits.Answer), new InvalidField(FormField.Answer2, FieldProblem.NotAChoice)],
        Asked([new string('x', Limits.Answer + 1), "5"]).Failure?.Fields);

    [Fact]
    public void Also_what_a_party_asks_and_answers_belongs_to_the_submission_key()
    {
        var submission = Guid.NewGuid();
        Guid[] keys =
        [
            Valid().SubmissionKey(submission, 7), Waiting("2").Value!.SubmissionKey(submission, 7), Waiting("3").Value!.SubmissionKey(submission, 7),
            Asked(["Bus"]).Value!.SubmissionKey(submission, 7), Asked(["Car"]).Value!.SubmissionKey(submission, 7),
            Asked([null, "3"]).Value!.SubmissionKey(submission, 7), WithAccess(new(true, false)).SubmissionKey(submission, 7),
            WithAccess(new(true, true)).SubmissionKey(submission, 7), WithAccess(new(false, false, true)).SubmissionKey(submission, 7),
        ];

        Assert.Distinct(keys);
        // Forms that were open before a party could ask for something keep their key.
        Assert.Equal(
            SubmissionId.Of(submission.ToString(), "7", "Ada", "ada@example.org", null, null, "2", null, null), Valid().SubmissionKey(submission, 7));
    }

    private static Result<ValidReservation> Waiting(string? smallest) =>
        ValidReservation.Check("Ada", "ada@example.org", null, null, "4", MaxPartySize, waits: true, smallestParty: smallest);

    private static ValidReservation WithAccess(AccessNeeds access) =>
        ValidReservation.Check("Ada", "ada@example.org", null, null, "2", MaxPartySize, access: access).Value!;

    private static Result<ValidReservation> Asked(string?[] answers) =>
        ValidReservation.Check("Ada", "ada@example.org", null, null, "2", MaxPartySize, questions: Questions(), answers: answers);

    private static ShowQuestion[] Questions() =>
    [
        new() { Id = 13, Position = 3, Text = "Do you bring food?", Kind = QuestionKind.Tick },
        new() { Id = 11, Position = 1, Text = "How do you come?", Kind = QuestionKind.Text },
        new() { Id = 12, Position = 2, Text = "How many courses?", Kind = QuestionKind.Choice, Choices = "3\n4" },
    ];
}

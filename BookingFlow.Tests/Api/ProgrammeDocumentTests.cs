using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookingFlow.Tests.Api;

/// <summary>
/// The OpenAPI document and the answers are equal: every value of an answer has the one documented type, no property of either is missing in the
/// other, and every documented parameter is accepted.
/// </summary>
public sealed class ProgrammeDocumentTests(ProgrammeDocumentTests.FullProgramme shared) : IClassFixture<ProgrammeDocumentTests.FullProgramme>
{
    private const string BaseUrl = "https://tickets.example";
    private const string Path = "/api/v1/performances";

    [Fact]
    public async Task The_document_describes_reading_the_programme_and_nothing_else()
    {
        var document = await DocumentAsync();

        Assert.StartsWith("3.1", (string)document["openapi"]!, StringComparison.Ordinal);
        Assert.Equal(BaseUrl, (string)Assert.Single(document["servers"]!.AsArray())!["url"]!);
        var (path, operations) = Assert.Single(document["paths"]!.AsObject());
        Assert.Equal((Path, "get"), (path, Assert.Single(operations!.AsObject()).Key));
        Assert.Equal(["200", "400", "503"], Operation(document)["responses"]!.AsObject().Select(response => response.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Real_answers_have_exactly_what_the_document_says()
    {
        var document = await DocumentAsync();
        var schema = ResponseSchema(document, "200", "application/json");
        var (check, reasons) = (new SchemaCheck(document), new List<string?>());
        foreach (var query in new[] { "", "?page=2", "?from=2100-01-01" })
        {
            var answer = JsonNode.Parse((await OpenAsync(Path + query)).Body)!;
            check.Validate(answer, schema, query);
            reasons.AddRange(answer["performances"]!.AsArray().Select(p => (string?)p!["notBookable"]));
        }

        Assert.Empty(check.Problems);
        // The programme of this test has every state, so that a property that never occurs would be one that the document has invented.
        Assert.Empty(check.NeverFilled());
        Assert.Equal(
            ["cancelled", "closed", "notOnline", "notYetOpen", "soldOut"],
            reasons.OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_refusal_has_what_the_document_says()
    {
        var document = await DocumentAsync();
        var answer = JsonNode.Parse((await OpenAsync(Path + "?page=none")).Body)!;
        var check = new SchemaCheck(document);

        check.Validate(answer, ResponseSchema(document, "400", "application/problem+json"), "$", allowsAdditional: true);

        Assert.Empty(check.Problems);
    }

    [Fact]
    public async Task Every_documented_parameter_is_accepted_with_its_examples_and_refused_beyond_them()
    {
        var parameters = Operation(await DocumentAsync())["parameters"]!.AsArray();
        Assert.Equal(Web.Api.ProgrammeParameters.Names, parameters.Select(parameter => (string)parameter!["name"]!));
        foreach (var parameter in parameters)
        {
            var (name, schema) = ((string)parameter!["name"]!, parameter["schema"]!);
            Assert.Equal(("query", true), ((string)parameter["in"]!, ((string?)parameter["description"])?.Length > 20));
            Assert.False((bool?)parameter["required"] ?? false);
            var (accepted, refused) = Values(schema);
            foreach (var value in accepted)
            {
                Assert.Equal((name, value, 200), (name, value, (await OpenAsync($"{Path}?{name}={value}")).Status));
            }

            foreach (var value in refused)
            {
                Assert.Equal((name, value, 400), (name, value, (await OpenAsync($"{Path}?{name}={value}")).Status));
            }
        }
    }

    [Fact]
    public async Task A_missing_an_additional_and_a_wrong_value_are_found()
    {
        var document = await DocumentAsync();
        var answer = JsonNode.Parse((await OpenAsync(Path)).Body)!;
        answer["performances"]![0]!.AsObject().Remove("seatsLeft");
        answer["performances"]![1]!["seatsLeft"] = "two";
        answer["performances"]![2]!["notBookable"] = "because";
        answer["shows"]![0]!["colour"] = "red";
        answer["shows"]![0]!["title"] = null;
        var check = new SchemaCheck(document);

        check.Validate(answer, ResponseSchema(document, "200", "application/json"), "$");

        Assert.Equal(5, check.Problems.Count);
    }

    private static (string[] Accepted, string[] Refused) Values(JsonNode schema) => schema switch
    {
        _ when schema["enum"] is { } values => ([.. values.AsArray().Select(value => (string)value!)], ["xx"]),
        _ when (string?)schema["format"] == "date" => (["2027-03-01"], ["01.03.2027"]),
        _ when (string?)schema["type"] == "integer" => (
            [schema["minimum"]!.ToString(), schema["maximum"]!.ToString(), schema["default"]!.ToString()],
            [((int)schema["minimum"]! - 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
                ((int)schema["maximum"]! + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)]),
        _ => ([new string('a', (int)schema["maxLength"]!), "the-tempest"], [new string('a', (int)schema["maxLength"]! + 1), "The Tempest"]),
    };

    private async Task<JsonNode> DocumentAsync()
    {
        var answer = await OpenAsync("/api/v1/openapi.json");
        Assert.Equal((200, "application/json; charset=utf-8"), (answer.Status, answer.Header("Content-Type")));
        return JsonNode.Parse(answer.Body)!;
    }

    private async Task<BrowserResponse> OpenAsync(string path)
    {
        using var website = shared.App.Visitor();
        return await website.OpenAsync(path);
    }

    private static JsonNode Operation(JsonNode document) => document["paths"]![Path]!["get"]!;

    private static JsonNode ResponseSchema(JsonNode document, string status, string type) =>
        Operation(document)["responses"]![status]!["content"]![type]!["schema"]!;

    /// <summary>Compares values with schemas: the part of JSON Schema that the document uses.</summary>
    private sealed class SchemaCheck(JsonNode document)
    {
        private readonly HashSet<string> _documented = new(StringComparer.Ordinal);
        private readonly HashSet<string> _filled = new(StringComparer.Ordinal);

        public List<string> Problems { get; } = [];

        /// <summary>The properties that are documented and had no value but null.</summary>
        public IEnumerable<string> NeverFilled() => _documented.Except(_filled, StringComparer.Ordinal);

        public void Validate(JsonNode? value, JsonNode schema, string at, bool allowsAdditional = false)
        {
            schema = Resolve(schema);
            if (schema["oneOf"] is { } choices)
            {
                var fitting = choices.AsArray().Select(choice => Resolve(choice!)).Where(choice => HasType(value, choice)).ToList();
                if (fitting.Count != 1)
                {
                    Problems.Add($"{at}: {fitting.Count} of the choices allow {value?.ToJsonString() ?? "null"}");
                    return;
                }

                schema = fitting[0];
            }

            if (schema["enum"] is { } names)
            {
                if (!names.AsArray().Any(name => JsonNode.DeepEquals(name, value)))
                {
                    Problems.Add($"{at}: {value?.ToJsonString() ?? "null"} is not one of {names.ToJsonString()}");
                }

                return;
            }

            if (!HasType(value, schema))
            {
                Problems.Add($"{at}: {value?.ToJsonString() ?? "null"} is no {schema["type"]?.ToJsonString()} {schema["format"]}");
                return;
            }

            switch (value)
            {
                case JsonObject fields:
                    ValidateObject(fields, schema, at, allowsAdditional);
                    break;
                case JsonArray items:
                    for (var i = 0; i < items.Count; i++)
                    {
                        Validate(items[i], schema["items"] ?? throw new InvalidOperationException($"{at} has no items in the document."), $"{at}[{i}]");
                    }

                    break;
            }
        }

        private void ValidateObject(JsonObject fields, JsonNode schema, string at, bool allowsAdditional)
        {
            var documented = schema["properties"]?.AsObject() ?? [];
            var required = schema["required"]?.AsArray().Select(name => (string)name!).ToList() ?? [];
            var pattern = System.Text.RegularExpressions.Regex.Replace(at, @"^[^.]*|\[\d+\]", "", default, TimeSpan.FromSeconds(1));
            if (!allowsAdditional)
            {
                // A property is never left out.
                Problems.AddRange(documented.Select(p => p.Key).Except(required).Select(name => $"{at}.{name} is documented as optional"));
                Problems.AddRange(
                    fields.Select(field => field.Key).Except(documented.Select(p => p.Key)).Select(name => $"{at}.{name} is not documented"));
            }

            Problems.AddRange(required.Except(fields.Select(field => field.Key)).Select(name => $"{at}.{name} is missing"));
            foreach (var (name, property) in documented)
            {
                _documented.Add($"{pattern}.{name}");
                if (!fields.TryGetPropertyValue(name, out var value))
                {
                    continue;
                }

                if (value is not null)
                {
                    _filled.Add($"{pattern}.{name}");
                }

                Validate(value, property!, $"{at}.{name}", allowsAdditional);
            }
        }

        private JsonNode Resolve(JsonNode schema)
        {
            while (schema["$ref"] is { } reference)
            {
                schema = ((string)reference!)[2..].Split('/').Aggregate(document, (node, name) => node[name]!);
            }

            return schema;
        }

        private static bool HasType(JsonNode? value, JsonNode schema)
        {
            if (schema["enum"] is { } names)
            {
                return names.AsArray().Any(name => JsonNode.DeepEquals(name, value));
            }

            List<string> types = schema["type"] switch
            {
                JsonArray several => [.. several.Select(type => (string)type!)],
                JsonNode one => [(string)one!],
                null => throw new InvalidOperationException($"No type: {schema.ToJsonString()}"),
            };
            if (types.Count(type => type != "null") > 1)
            {
                throw new InvalidOperationException($"More than one type: {schema.ToJsonString()}");
            }

            var isValid = value?.GetValueKind() switch
            {
                null or JsonValueKind.Null => types.Contains("null"),
                JsonValueKind.String => types.Contains("string"),
                JsonValueKind.Number => types.Contains("integer") || types.Contains("number"),
                JsonValueKind.True or JsonValueKind.False => types.Contains("boolean"),
                JsonValueKind.Object => types.Contains("object"),
                _ => types.Contains("array"),
            };
            return isValid && (value?.GetValueKind() != JsonValueKind.String || (string?)schema["format"] switch
            {
                "date-time" => DateTimeOffset.TryParse((string)value!, System.Globalization.CultureInfo.InvariantCulture, out _),
                "uri" => Uri.TryCreate((string)value!, UriKind.Absolute, out _),
                _ => true,
            });
        }
    }

    /// <summary>
    /// Two pages in which every property has a value somewhere, and null somewhere if it can be null, and in which every reason occurs.
    /// </summary>
    public sealed class FullProgramme : SharedApp
    {
        protected override Task<BookingFlowApp> StartAsync() => BookingFlowApp.StartAsync(settings: ("Booking:PublicBaseUrl", BaseUrl));

        protected override async Task SeedAsync()
        {
            var (show, room) = (new AShow().Build(), new ARoom().WithDirections("Down the stairs", "https://map.example/").Build());
            var plain = new AShow().WithRunningMinutes(null).Build();
            var start = App.Now.Date.AddDays(2).AddHours(19);
            var performance = 0;
            List<object> rows =
            [
                Next().BookingCloses(start).Build(), Next().Cancelled().Build(), Next().BookingCloses(App.Now.AddHours(-1)).Build(),
                Next().BookingDisabled().Build(), Next().BookingOpens(App.Now.AddDays(1)).Build(),
                Next().In(new ARoom().WithCapacity(2).Build()).WithConfirmedSeats(2).Build(),
                .. Enumerable.Range(0, 50).Select(_ => Next().Build()),
                Next().Of(plain).Build(), Next().Of(new AShow().Build()).Build(),
            ];
            await App.Database.AddAsync([.. rows]);
            await App.Database.AddAsync(await APicture.ConvertedPosterOf(show, APicture.Jpeg(400, 300)), APicture.PosterOf(plain));
            using var administrator = await App.StaffAsync(Web.Staff.StaffRoles.Administrator);
            var form = await administrator.OpenAsync("/staff/venue");
            Assert.Equal(303, (await administrator.SubmitAsync(form, "main form", ("VenueAddress", "Via Roma 1"))).Status);

            APerformance Next() => new APerformance().Of(show).In(room).At(start.AddHours(performance++));
        }
    }
}

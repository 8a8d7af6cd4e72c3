using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace BookingFlow.Web.Pages.Staff.PersonalData;

/// <summary>Writes personal data as JSON: names of fields and codes in English, times in UTC.</summary>
public static class PersonalDataJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // Readable for the person that it is about, in whatever script the name is.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static byte[] Of(UseCases.Administration.PersonalData data) => JsonSerializer.SerializeToUtf8Bytes(data, Options);
}

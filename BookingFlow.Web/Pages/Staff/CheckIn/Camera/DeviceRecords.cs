using System.Text.Json;
using BookingFlow.Web.UseCases.Door;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>Reads the records that a device sends as JSON.</summary>
public static class DeviceRecords
{
    /// <summary>Reads each element by itself, so that a malformed one does not make the device send all of them for ever.</summary>
    /// <returns>
    /// The id of each record as submitted, and the record, or null if it is malformed. Null if the text is not an array of 1 to
    /// <see cref="ReceiveDeviceRecords.MaxRecords"/> elements.
    /// </returns>
    public static IReadOnlyList<(string? Id, DeviceRecord? Record)>? Read(string? text)
    {
        try
        {
            using var json = JsonDocument.Parse(text ?? "");
            return json.RootElement is { ValueKind: JsonValueKind.Array } array
                && array.GetArrayLength() is >= 1 and <= ReceiveDeviceRecords.MaxRecords
                    ? [.. array.EnumerateArray().Select(ReadOne)]
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (string? Id, DeviceRecord? Record) ReadOne(JsonElement element)
    {
        string? id = null;
        try
        {
            id = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id", out var text) && text.ValueKind == JsonValueKind.String
                ? text.GetString()
                : null;
            return (id, DeviceRecord.Read(element.Deserialize<DeviceRecordInput>(CameraApiPage.JsonOptions)));
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a surrogate pair.
            return (id, null);
        }
    }
}

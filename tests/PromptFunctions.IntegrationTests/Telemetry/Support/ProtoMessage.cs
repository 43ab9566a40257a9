namespace PromptFunctions.IntegrationTests.Telemetry.Support;

/// <summary>A protocol buffers message, as far as its texts, bytes and messages are of interest.</summary>
internal readonly struct ProtoMessage(ReadOnlyMemory<byte> bytes)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    /// <summary>The values of a field, in order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> All(int field)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var key = ReadVarint(ref at);
            switch (key & 7)
            {
                case Varint:
                    ReadVarint(ref at);
                    break;
                case Fixed64:
                    at += 8;
                    break;
                case LengthDelimited:
                    var length = (int)ReadVarint(ref at);
                    if (key >> 3 == field) yield return bytes.Slice(at, length);
                    at += length;
                    break;
                case Fixed32:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"There is no wire type {key & 7}.");
            }
        }
    }

    /// <summary>The messages of a field, in order.</summary>
    public IEnumerable<ProtoMessage> Messages(int field) => All(field).Select(value => new ProtoMessage(value));

    /// <summary>A field that is text; empty where it is not set.</summary>
    public string Text(int field) => System.Text.Encoding.UTF8.GetString(All(field).LastOrDefault().Span);

    /// <summary>A field that is bytes, in hexadecimal; empty where it is not set.</summary>
    public string Hex(int field) => Convert.ToHexStringLower(All(field).LastOrDefault().Span);

    private long ReadVarint(ref int at)
    {
        var value = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes.Span[at++];
            value |= (long)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
    }
}

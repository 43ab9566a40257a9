namespace Azure.Storage;

/// <summary>The answer of a service that has no such thing.</summary>
internal sealed class NoValueResponse<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("Status: 404, no value.");

    public override Response GetRawResponse() => response;
}

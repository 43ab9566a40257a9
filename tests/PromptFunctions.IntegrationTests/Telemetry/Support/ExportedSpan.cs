namespace PromptFunctions.IntegrationTests.Telemetry.Support;

/// <summary>A span as the collector got it.</summary>
internal sealed record ExportedSpan(string Source, string Name, string TraceId, string SpanId, string ParentId)
{
    /// <summary>The spans of an OTLP <c>ExportTraceServiceRequest</c>.</summary>
    public static IEnumerable<ExportedSpan> Read(byte[] request) =>
        from scope in new ProtoMessage(request).Messages(1).SelectMany(resource => resource.Messages(2))
        from span in scope.Messages(2)
        select new ExportedSpan(scope.Messages(1).Single().Text(1), span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4));
}

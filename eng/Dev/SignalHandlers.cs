using System.Runtime.InteropServices;

namespace PromptFunctions.Dev;

/// <summary>Turns the signals that would end the process into a cancellation, so that children are stopped first.</summary>
internal sealed class SignalHandlers : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;

    public SignalHandlers(CancellationTokenSource stop, params PosixSignal[] signals) =>
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        }))];

    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());
}

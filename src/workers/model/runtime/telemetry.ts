/**
 * Imported for its effect, before onnxruntime: its native library reads this variable once, when it
 * is loaded, and sends usage data on some platforms otherwise.
 */
process.env['ORT_DISABLE_TELEMETRY'] = '1';

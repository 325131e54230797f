export default globalThis.crypto

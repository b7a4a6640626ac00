;; Passes over the logits of one distribution, four float32 at a time: see logitKernel.ts, which calls them.
;; Addresses and lengths are in bytes. Lengths are multiples of 1,024, a block of 256 logits; places past
;; the last logit hold -∞.
(module
  (memory (export "memory") 1)

  ;; Writes the largest logit of each block to $out; the result is the largest of all. NaN counts as larger
  ;; than any.
  (func (export "maxima") (param $at i32) (param $length i32) (param $out i32) (result f32)
    (local $end i32)
    (local $blockEnd i32)
    (local $even v128)
    (local $odd v128)
    (local $block f32)
    (local $largest f32)
    (local.set $end (i32.add (local.get $at) (local.get $length)))
    (local.set $largest (f32.const -inf))
    (loop $blocks
      (local.set $blockEnd (i32.add (local.get $at) (i32.const 1024)))
      (local.set $even (v128.load (local.get $at)))
      (local.set $odd (local.get $even))
      (loop $eights
        (local.set $even (f32x4.max (local.get $even) (v128.load (local.get $at))))
        (local.set $odd (f32x4.max (local.get $odd) (v128.load offset=16 (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (br_if $eights (i32.lt_u (local.get $at) (local.get $blockEnd))))
      (local.set $even (f32x4.max (local.get $even) (local.get $odd)))
      (local.set $block (f32.max
        (f32.max
          (f32x4.extract_lane 0 (local.get $even))
          (f32x4.extract_lane 1 (local.get $even)))
        (f32.max
          (f32x4.extract_lane 2 (local.get $even))
          (f32x4.extract_lane 3 (local.get $even)))))
      (f32.store (local.get $out) (local.get $block))
      (local.set $largest (f32.max (local.get $largest) (local.get $block)))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (br_if $blocks (i32.lt_u (local.get $at) (local.get $end))))
    (local.get $largest))

  ;; Writes w = e^x for x = scale (logit - largest) to $out; the result is their sum. x below -87 counts as
  ;; -87, NaN stays NaN. With x = n ln 2 + r, |r| ≤ ln 2 / 2, e^x is 2^n + 2^n y, where 1 + y is a polynomial
  ;; in r: Cephes' expf (S. L. Moshier, netlib.org/cephes). x and r come from float64, and the parts are
  ;; summed in it, so that a term of the sum is off by less than a part in 10^7.
  (func (export "weigh")
    (param $at i32) (param $length i32) (param $largest f32) (param $scale f64) (param $out i32)
    (result f64)
    (local $end i32)
    (local $logits v128)
    (local $low v128)
    (local $high v128)
    (local $n v128)
    (local $r v128)
    (local $y v128)
    (local $power v128)
    (local $sum v128)
    (local $largests v128)
    (local $scales v128)
    ;; Constants are made once: V8 would build each anew in every round of the loop.
    (local $least v128)
    (local $perLn2 v128)
    (local $ln2 v128)
    (local $c0 v128)
    (local $c1 v128)
    (local $c2 v128)
    (local $c3 v128)
    (local $c4 v128)
    (local $c5 v128)
    (local $bias v128)
    (local.set $end (i32.add (local.get $at) (local.get $length)))
    (local.set $largests (f64x2.splat (f64.promote_f32 (local.get $largest))))
    (local.set $scales (f64x2.splat (local.get $scale)))
    (local.set $least (f64x2.splat (f64.const -87)))
    (local.set $perLn2 (f32x4.splat (f32.const 1.44269504)))
    (local.set $ln2 (f64x2.splat (f64.const 0.6931471805599453)))
    (local.set $c0 (f32x4.splat (f32.const 1.9875691500e-4)))
    (local.set $c1 (f32x4.splat (f32.const 1.3981999507e-3)))
    (local.set $c2 (f32x4.splat (f32.const 8.3334519073e-3)))
    (local.set $c3 (f32x4.splat (f32.const 4.1665795894e-2)))
    (local.set $c4 (f32x4.splat (f32.const 1.6666665459e-1)))
    (local.set $c5 (f32x4.splat (f32.const 5.0000001201e-1)))
    (local.set $bias (i32x4.splat (i32.const 127)))
    (loop $fours
      (local.set $logits (v128.load (local.get $at)))
      ;; x of the lower two and of the upper two.
      (local.set $low (f64x2.max
        (f64x2.mul
          (f64x2.sub (f64x2.promote_low_f32x4 (local.get $logits)) (local.get $largests))
          (local.get $scales))
        (local.get $least)))
      (local.set $high (f64x2.max
        (f64x2.mul
          (f64x2.sub
            (f64x2.promote_low_f32x4
              (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
                (local.get $logits) (local.get $logits)))
            (local.get $largests))
          (local.get $scales))
        (local.get $least)))
      (local.set $n (f32x4.nearest (f32x4.mul
        (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
          (f32x4.demote_f64x2_zero (local.get $low))
          (f32x4.demote_f64x2_zero (local.get $high)))
        (local.get $perLn2))))
      (local.set $r (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
        (f32x4.demote_f64x2_zero (f64x2.sub
          (local.get $low)
          (f64x2.mul (f64x2.promote_low_f32x4 (local.get $n)) (local.get $ln2))))
        (f32x4.demote_f64x2_zero (f64x2.sub
          (local.get $high)
          (f64x2.mul
            (f64x2.promote_low_f32x4
              (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
                (local.get $n) (local.get $n)))
            (local.get $ln2))))))
      (local.set $y (f32x4.add (f32x4.mul (local.get $c0) (local.get $r)) (local.get $c1)))
      (local.set $y (f32x4.add (f32x4.mul (local.get $y) (local.get $r)) (local.get $c2)))
      (local.set $y (f32x4.add (f32x4.mul (local.get $y) (local.get $r)) (local.get $c3)))
      (local.set $y (f32x4.add (f32x4.mul (local.get $y) (local.get $r)) (local.get $c4)))
      (local.set $y (f32x4.add (f32x4.mul (local.get $y) (local.get $r)) (local.get $c5)))
      (local.set $y (f32x4.mul (f32x4.mul (local.get $y) (local.get $r)) (local.get $r)))
      (local.set $y (f32x4.add (local.get $y) (local.get $r)))
      ;; 2^n is the float whose exponent is n + 127; to multiply by it is exact.
      (local.set $power (i32x4.shl
        (i32x4.add (i32x4.trunc_sat_f32x4_s (local.get $n)) (local.get $bias))
        (i32.const 23)))
      (local.set $y (f32x4.mul (local.get $y) (local.get $power)))
      (v128.store (local.get $out) (f32x4.add (local.get $power) (local.get $y)))
      (local.set $sum (f64x2.add (local.get $sum) (f64x2.add
        (f64x2.add
          (f64x2.promote_low_f32x4 (local.get $power))
          (f64x2.promote_low_f32x4 (local.get $y)))
        (f64x2.add
          (f64x2.promote_low_f32x4
            (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
              (local.get $power) (local.get $power)))
          (f64x2.promote_low_f32x4
            (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
              (local.get $y) (local.get $y)))))))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $fours (i32.lt_u (local.get $at) (local.get $end))))
    (f64.add
      (f64x2.extract_lane 0 (local.get $sum))
      (f64x2.extract_lane 1 (local.get $sum))))

  ;; With the weights w that "weigh" wrote for scale 1, writes Σ w (logit - largest) and Σ w m to $out as
  ;; float64; m are the float32 at $marks. The result is the number of logits larger than $own.
  (func (export "moments")
    (param $at i32) (param $length i32) (param $largest f32) (param $own f32)
    (param $weights i32) (param $marks i32) (param $out i32)
    (result i32)
    (local $end i32)
    (local $logits v128)
    (local $w v128)
    (local $x v128)
    (local $weighted v128)
    (local $marked v128)
    (local $larger v128)
    (local $largests v128)
    (local $owns v128)
    (local $least v128)
    (local.set $end (i32.add (local.get $at) (local.get $length)))
    (local.set $largests (f32x4.splat (local.get $largest)))
    (local.set $owns (f32x4.splat (local.get $own)))
    (local.set $least (f32x4.splat (f32.const -87)))
    (loop $fours
      (local.set $logits (v128.load (local.get $at)))
      (local.set $w (v128.load (local.get $weights)))
      ;; A comparison that holds is -1.
      (local.set $larger
        (i32x4.sub (local.get $larger) (f32x4.gt (local.get $logits) (local.get $owns))))
      (local.set $x (f32x4.mul
        (local.get $w)
        (f32x4.max (f32x4.sub (local.get $logits) (local.get $largests)) (local.get $least))))
      (local.set $weighted (f64x2.add (local.get $weighted) (f64x2.add
        (f64x2.promote_low_f32x4 (local.get $x))
        (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
            (local.get $x) (local.get $x))))))
      (local.set $x (f32x4.mul (local.get $w) (v128.load (local.get $marks))))
      (local.set $marked (f64x2.add (local.get $marked) (f64x2.add
        (f64x2.promote_low_f32x4 (local.get $x))
        (f64x2.promote_low_f32x4
          (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
            (local.get $x) (local.get $x))))))
      (local.set $weights (i32.add (local.get $weights) (i32.const 16)))
      (local.set $marks (i32.add (local.get $marks) (i32.const 16)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $fours (i32.lt_u (local.get $at) (local.get $end))))
    (f64.store (local.get $out) (f64.add
      (f64x2.extract_lane 0 (local.get $weighted))
      (f64x2.extract_lane 1 (local.get $weighted))))
    (f64.store offset=8 (local.get $out) (f64.add
      (f64x2.extract_lane 0 (local.get $marked))
      (f64x2.extract_lane 1 (local.get $marked))))
    (i32.add
      (i32.add
        (i32x4.extract_lane 0 (local.get $larger))
        (i32x4.extract_lane 1 (local.get $larger)))
      (i32.add
        (i32x4.extract_lane 2 (local.get $larger))
        (i32x4.extract_lane 3 (local.get $larger))))))
